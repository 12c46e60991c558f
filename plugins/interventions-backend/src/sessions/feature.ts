import { feature, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { INTERVENTION_FACTS } from '../interventions/queries';
import { sessionRoutes } from './routes';

export const sessionsFeature = feature({
  name: 'sessions',
  routes: sessionRoutes,
  subjects: {
    sessionId: {
      what: 'session',
      sql: `
        select ${INTERVENTION_FACTS}
        from intervention_session s
        join intervention i on i.tenant_id = s.tenant_id and i.intervention_id = s.intervention_id
        where s.tenant_id = :tenantId and s.session_id = :id`,
    },
  },
  constraints: {
    session_has_facilitator: unknown('body.facilitatorId', 'There is no such staff member.'),
    session_in_room: unknown('body.roomId', 'There is no such room.'),
  },
});

function unknown(path: string, message: string): () => Error {
  return () => new UnknownReferenceError([{ path, message }]);
}
