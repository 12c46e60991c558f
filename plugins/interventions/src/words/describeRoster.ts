import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import { formatMoment } from './format';

const DAY_MS = 86_400_000;
const REOPEN = 'Reopen Aimline from your course to try again.';

/** What to say of a list of people, and how: while it is being made, or because it may be incomplete or old. */
export interface RosterWords {
  kind: 'progress' | 'warning' | 'note';
  text: string;
}

/**
 * What people have to know of the roster of their course before they rely on a list of its members; null when it is
 * complete and from today.
 *
 * @param now in milliseconds
 */
export function describeRoster(roster: CourseRoster, timeZone: string, now: number): RosterWords | null {
  const { state, readAt, membersRead } = roster;
  const from = readAt && `The list is from ${formatMoment(readAt, timeZone)}`;
  switch (state) {
    case 'unread':
    case 'reading':
      if (from) return { kind: 'note', text: `${from}, and is being brought up to date.` };
      return {
        kind: 'progress',
        text: `Reading the members of the course …${membersRead > 0 ? ` ${membersRead.toLocaleString('en-US')} so far` : ''}`,
      };
    case 'failed':
      return {
        kind: 'warning',
        text: from
          ? `${from}: since then, the members of the course could not be read from your learning platform. ${REOPEN}`
          : `The members of the course could not be read from your learning platform. ${REOPEN} If it stays like this, ask whoever looks after the platform to share names and roles with Aimline.`,
      };
    case 'read':
      return from && now - Date.parse(readAt) > DAY_MS
        ? { kind: 'note', text: `${from}. Reopen Aimline from your course to bring it up to date.` }
        : null;
  }
}
