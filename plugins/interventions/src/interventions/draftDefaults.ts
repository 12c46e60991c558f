import type { InputOf } from '@aimline/plugin-interventions-common/client';
import type { Staff } from '@aimline/plugin-interventions-common/primitives';
import type { School } from '@aimline/plugin-interventions-common/roster';

/** The values of the form; a choice that has not been made is ''. */
export type DraftFields = Omit<InputOf<'intervention.create'>['body'], 'tier' | 'domain' | 'roomId'> & {
  tier: string;
  domain: string;
  roomId: string;
};

/** The initial values: the user is owner and facilitator, and the only school of a district is chosen. */
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
