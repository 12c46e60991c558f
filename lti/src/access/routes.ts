import * as contracts from '@aimline/plugin-interventions-common/access';
import { coordinator, type People, type Route, route } from '@aimline/plugin-interventions-node';
import { revokeSessions } from '../launch/session/revokeSessions';
import { decideCandidate } from './decideCandidate';
import { mapRole, removeRoleMapping } from './mapRole';
import { listLaunchSessions } from './listLaunchSessions';
import { readCandidates } from './queries';
import { readAccess } from './readAccess';
import { switchDeployment } from './switchDeployment';

/** The routes by which coordinators read and change access settings, served through the front door of the service. */
export function createAccessRoutes(people: People): Route[] {
  return [
    route(contracts.readAccess, {
      allow: coordinator,
      handle: (uow) => readAccess(uow, people),
    }),
    route(contracts.decideCandidate, {
      allow: coordinator,
      handle: async (uow, { params: { staffId }, body }) => {
        await decideCandidate(uow, uow.actor.personId, staffId, body.decision);
        const [candidate] = await readCandidates(uow, people, staffId);
        return candidate!;
      },
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
    route(contracts.listLaunchSessions, {
      allow: coordinator,
      handle: (uow, { query }) => listLaunchSessions(uow, people, query.after),
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
}
