import type { OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';
import { chosenAbout } from './chooseLink';

/** The first link of each subject: two pages of one intervention are offered as one choice. */
export function onePerSubject(links: readonly OfferedLink[]): readonly OfferedLink[] {
  return links.filter((link) => chosenAbout(links, link) === link);
}
