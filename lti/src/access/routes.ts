import * as contracts from '@aimline/plugin-interventions-common/access';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { revokeSessions } from '../session/revokeSessions';
import { decideCandidate } from './decideCandidate';
import { mapRole, removeRoleMapping } from './mapRole';
import { readAccess } from './readAccess';
import { switchDeployment } from './switchDeployment';

/** What coordinators decide about who comes in; behind the front door of the service. */
export const accessRoutes = [
  route(contracts.readAccess, {
    allow: coordinator,
    handle: (uow) => readAccess(uow),
  }),
  route(contracts.decideCandidate, {
    allow: coordinator,
    handle: (uow, { params, body }) => decideCandidate(uow, uow.actor.personId, params.staffId, body.decision),
  }),
  route(contracts.setDeploymentStatus, {
    allow: coordinator,
    handle: (uow, { params, body }) => switchDeployment(uow, { ...params, ...body }),
  }),
  route(contracts.mapRole, {
    allow: coordinator,
    handle: (uow, { body }) => mapRole(uow, body),
  }),
  route(contracts.removeRoleMapping, {
    allow: coordinator,
    handle: (uow, { params }) => removeRoleMapping(uow, params.roleMappingId),
  }),
  route(contracts.endLaunchSession, {
    allow: coordinator,
    handle: (uow, { params }) => revokeSessions(uow, params),
  }),
  route(contracts.endSessionsOfPerson, {
    allow: coordinator,
    handle: (uow, { params }) => revokeSessions(uow, params),
  }),
];
