import * as contracts from '@aimline/plugin-interventions-common/interventions';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { anyOf, leadsIntervention, staff, teachesParticipant } from '../access/rules';
import { findConflicts } from '../sessions/queries';
import { createIntervention, planMeetings } from './createIntervention';
import { listInterventions } from './listInterventions';
import { readHistory } from './readHistory';
import { readIntervention } from './readIntervention';

export const interventionRoutes = [
  route(contracts.createIntervention, {
    allow: staff,
    handle: (uow, { body }) => createIntervention(uow, body),
    findConflicts: async (uow, { body }) =>
      findConflicts(uow, { ...body, meetings: await planMeetings(uow, body), studentIds: [] }),
  }),
  route(contracts.listInterventions, {
    allow: staff,
    handle: (uow, { body }) => listInterventions(uow, body),
  }),
  route(contracts.readIntervention, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params }) => readIntervention(uow, params.interventionId),
  }),
  route(contracts.readHistory, {
    allow: coordinator,
    handle: (uow, { params }) => readHistory(uow, params.interventionId),
  }),
];
