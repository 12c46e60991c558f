import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';

/** What a link is about, whichever of its pages it opens: `/interventions/7` for `/interventions/7/sessions`. */
export function subjectOf({ target }: Pick<CourseLink, 'target'>): string {
  return target.replace(/\/sessions$/, '');
}

/** The link that is chosen about the same as this one, if there is one. */
export function chosenAbout(chosen: readonly CourseLink[], link: Pick<CourseLink, 'target'>): CourseLink | undefined {
  return chosen.find((candidate) => subjectOf(candidate) === subjectOf(link));
}

/**
 * The choice after somebody picked a link: in place of the one before or, where several are taken, beside it. Picked
 * again it is taken back; another page of what is chosen already takes its place.
 */
export function chooseLink(chosen: readonly CourseLink[], link: CourseLink, several: boolean): readonly CourseLink[] {
  const before = chosenAbout(chosen, link);
  if (!before) return several ? [...chosen, link] : [link];
  if (before.target !== link.target) return chosen.map((candidate) => (candidate === before ? link : candidate));
  return several ? chosen.filter((candidate) => candidate !== before) : chosen;
}
