import type { CourseLink, OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';

/**
 * What is chosen before anybody has chosen: all that is offered, but what is over. Where the course takes one link, the
 * person chooses it.
 */
export function preselect(offered: readonly OfferedLink[], several: boolean): readonly CourseLink[] {
  return several
    ? offered.filter(({ endedOn }) => endedOn === null).map(({ target, title }) => ({ target, title }))
    : [];
}
