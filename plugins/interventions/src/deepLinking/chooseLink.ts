import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';

/** The subject of a link, whichever page of it the link opens: `/interventions/7` for `/interventions/7/sessions`. */
export function subjectOf({ target }: Pick<CourseLink, 'target'>): string {
  return target.replace(/\/sessions$/, '');
}

/** The chosen link with the same subject as this link, if there is one. */
export function chosenAbout(chosen: readonly CourseLink[], link: Pick<CourseLink, 'target'>): CourseLink | undefined {
  return chosen.find((candidate) => subjectOf(candidate) === subjectOf(link));
}

/**
 * The choice after the user picked a link. It replaces the previous link or, when the course accepts several, is added to
 * the others, and picking it again removes it. A link to another page of a chosen subject replaces the chosen one.
 */
export function chooseLink(chosen: readonly CourseLink[], link: CourseLink, several: boolean): readonly CourseLink[] {
  const before = chosenAbout(chosen, link);
  if (!before) return several ? [...chosen, link] : [link];
  if (before.target !== link.target) return chosen.map((candidate) => (candidate === before ? link : candidate));
  return several ? chosen.filter((candidate) => candidate !== before) : chosen;
}
