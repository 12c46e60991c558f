import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import { formatMoment } from './format';
import { t } from './i18n';

const DAY_MS = 86_400_000;

/** A text about a list of people that is being read, or that may be incomplete or out of date, and how to show it. */
export interface RosterWords {
  kind: 'progress' | 'warning' | 'note';
  text: string;
}

/**
 * What users should know about the roster of their course before they rely on a list of its members; null when the roster
 * is complete and at most a day old.
 *
 * @param now milliseconds since 1970
 */
export function describeRoster(roster: CourseRoster, timeZone: string, now: number): RosterWords | null {
  const { state, readAt, membersRead } = roster;
  const moment = readAt && formatMoment(readAt, timeZone);
  switch (state) {
    case 'unread':
    case 'reading':
      if (moment) return { kind: 'note', text: t('The list is from {{moment}} and is being updated.', { moment }) };
      return {
        kind: 'progress',
        text:
          membersRead > 0
            ? t('Loading the members of the course: {{count, number}} so far', { count: membersRead })
            : t('Loading the members of the course…'),
      };
    case 'failed':
      return {
        kind: 'warning',
        text: moment
          ? t(
              'The list is from {{moment}}: since then, the members of the course could not be loaded from your LMS. Reopen Aimline from your course to try again.',
              { moment },
            )
          : t(
              'The members of the course could not be loaded from your LMS. Reopen Aimline from your course to try again. If the problem remains, ask the administrator of the LMS to share names and roles with Aimline.',
            ),
      };
    case 'read':
      return moment && now - Date.parse(readAt) > DAY_MS
        ? {
            kind: 'note',
            text: t('The list is from {{moment}}. Reopen Aimline from your course to update it.', { moment }),
          }
        : null;
  }
}
