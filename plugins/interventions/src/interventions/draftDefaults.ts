import type { InputOf } from '@aimline/plugin-interventions-common/client';
import type { Staff } from '@aimline/plugin-interventions-common/primitives';
import type { School } from '@aimline/plugin-interventions-common/roster';

/** The draft as a form holds it: a choice not made yet is ''. */
export type DraftFields = Omit<InputOf<'intervention.create'>['body'], 'tier' | 'domain' | 'roomId'> & {
  tier: string;
  domain: string;
  roomId: string;
};

/** What is known already need not be asked: the person asking owns and leads; a district with one school has no choice. */
export function draftDefaults(personId: string, staff: readonly Staff[], schools: readonly School[]): DraftFields {
  const me = staff.some(({ staffId }) => staffId === personId) ? personId : '';
  return {
    title: '',
    objective: '',
    targetPopulation: '',
    schoolId: schools.length === 1 ? schools[0]!.schoolId : '',
    ownerId: me,
    facilitatorId: me,
    tier: '2',
    domain: '',
    beginDate: '',
    endDate: '',
    meetingTimes: [{ weekday: 'monday', startTime: '', endTime: '' }],
    roomId: '',
  };
}
