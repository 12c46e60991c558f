import type { OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';
import { chosenAbout } from './chooseLink';

/** Of several links about the same, the first: two pages of one intervention are one choice here. */
export function onePerSubject(links: readonly OfferedLink[]): readonly OfferedLink[] {
  return links.filter((link) => chosenAbout(links, link) === link);
}
