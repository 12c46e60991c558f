import * as contracts from '@aimline/plugin-interventions-common/sessions';
import { anyOf, staff, coordinator, route } from '@aimline/plugin-interventions-node';
import { leadsIntervention, teachesParticipant } from '../access/rules';
import { findSessions } from './queries';
import { readAgenda } from './readAgenda';

export const sessionRoutes = [
  route(contracts.listSessions, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: async (uow, { params }) => ({
      sessions: await findSessions(uow, 's.intervention_id = :interventionId', params),
    }),
  }),
  route(contracts.readAgenda, {
    allow: staff,
    handle: (uow, { query }) => readAgenda(uow, query.date),
  }),
];
