import type { CourseLink, OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';

/**
 * The initial choice: all offered links, except of interventions that have ended. Empty when the course accepts only one
 * link, which the user has to choose.
 */
export function preselect(offered: readonly OfferedLink[], several: boolean): readonly CourseLink[] {
  return several
    ? offered.filter(({ endedOn }) => endedOn === null).map(({ target, title }) => ({ target, title }))
    : [];
}
