import * as contracts from '@aimline/plugin-interventions-common/sessions';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { anyOf, leadsIntervention, staff, teachesParticipant } from '../access/rules';
import { findInterventionDates } from '../interventions/queries';
import { findSessions } from './queries';
import { readAgenda } from './readAgenda';

export const sessionRoutes = [
  route(contracts.listSessions, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: async (uow, { params }) => {
      await findInterventionDates(uow, params.interventionId);
      return { sessions: await findSessions(uow, 's.intervention_id = :interventionId', params) };
    },
  }),
  route(contracts.readAgenda, {
    allow: staff,
    handle: (uow, { query }) => readAgenda(uow, query.date),
  }),
];
