/** The linter's rules of this repository. */
import { roomOrder } from './roomOrder.mjs';
import { translatedText } from './translatedText.mjs';

export default { meta: { name: 'house' }, rules: { 'room-order': roomOrder, 'translated-text': translatedText } };
