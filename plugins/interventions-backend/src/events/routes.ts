import * as contracts from '@aimline/plugin-interventions-common/events';
import { anyOf, coordinator, integration, route } from '@aimline/plugin-interventions-node';
import { listDeadLetters } from './listDeadLetters';
import { listEvents } from './listEvents';
import { replayDeadLetters, skipDeadLetter } from './replayDeadLetters';

export const eventRoutes = [
  route(contracts.listEvents, {
    allow: anyOf(integration, coordinator),
    handle: (uow, { query }) => listEvents(uow, query.after),
  }),
  route(contracts.listDeadLetters, {
    allow: coordinator,
    handle: (uow, { query }) => listDeadLetters(uow, query.after),
  }),
  route(contracts.replayDeadLetters, {
    allow: coordinator,
    handle: (uow, { body }) => replayDeadLetters(uow, body),
  }),
  route(contracts.skipDeadLetter, {
    allow: coordinator,
    handle: (uow, { body }) => skipDeadLetter(uow, body),
  }),
];
