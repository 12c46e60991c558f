import * as contracts from '@aimline/plugin-interventions-common/sessions';
import { anyOf, staff, coordinator, readPage, route } from '@aimline/plugin-interventions-node';
import { leadsIntervention, teachesParticipant } from '../access/rules';
import { findSessions } from './queries';
import { readAgenda } from './readAgenda';

export const sessionRoutes = [
  route(contracts.listSessions, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params, query: { after } }) =>
      readPage(
        uow,
        {
          items: 'sessions',
          pageSize: 100,
          after,
          cursorOf: (session) => session.sessionId,
          cursorIn: ['intervention_session', 'session_id'],
        },
        (page) => findSessions(uow, 's.intervention_id = :interventionId', { ...params, ...page }),
      ),
  }),
  route(contracts.readAgenda, {
    allow: staff,
    handle: (uow, { query }) => readAgenda(uow, query.date),
  }),
];
