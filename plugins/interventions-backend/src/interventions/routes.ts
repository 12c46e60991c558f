import * as contracts from '@aimline/plugin-interventions-common/interventions';
import { anyOf, staff, coordinator, route } from '@aimline/plugin-interventions-node';
import { leadsIntervention, setsUpOwn, teachesParticipant } from '../access/rules';
import { BookingConflictError, DOUBLE_BOOKING, findConflicts } from '../bookings/queries';
import { createIntervention, planMeetings } from './createIntervention';
import { listInterventions } from './listInterventions';
import { readHistory } from './readHistory';
import { readIntervention } from './readIntervention';

export const interventionRoutes = [
  route(contracts.createIntervention, {
    allow: anyOf(coordinator, setsUpOwn),
    refused: [{ path: 'body.ownerId', message: 'Only a coordinator can set up an intervention for others.' }],
    handle: (uow, { body }) => createIntervention(uow, body),
    explain: {
      constraints: DOUBLE_BOOKING,
      findError: async (uow, { body }) => {
        const meetings = await planMeetings(uow, body);
        return new BookingConflictError(await findConflicts(uow, { ...body, meetings, studentIds: [] }));
      },
    },
  }),
  route(contracts.listInterventions, {
    allow: staff,
    handle: (uow, { query, body }) => listInterventions(uow, { ...body, ...query }),
  }),
  route(contracts.readIntervention, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params }) => readIntervention(uow, params.interventionId),
  }),
  route(contracts.readHistory, {
    allow: coordinator,
    handle: (uow, { params, query }) => readHistory(uow, params.interventionId, query.after),
  }),
];
