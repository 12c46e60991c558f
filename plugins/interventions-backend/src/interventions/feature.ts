import { interventionCreated } from '@aimline/plugin-interventions-common/interventions';
import { feature, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { INTERVENTION_FACTS } from './queries';
import { interventionRoutes } from './routes';

export const interventionsFeature = feature({
  name: 'interventions',
  routes: interventionRoutes,
  subjects: {
    interventionId: {
      what: 'intervention',
      sql: `
        select ${INTERVENTION_FACTS}
        from intervention i
        where i.tenant_id = :tenantId and i.intervention_id = :id`,
    },
  },
  constraints: {
    intervention_at_school: unknown('body.schoolId', 'There is no such school.'),
    intervention_has_owner: unknown('body.ownerId', 'There is no such staff member.'),
    intervention_has_facilitator: unknown('body.facilitatorId', 'There is no such staff member.'),
    intervention_in_room: unknown('body.roomId', 'There is no such room in this school.'),
  },
  events: [interventionCreated],
});

function unknown(path: string, message: string): () => Error {
  return () => new UnknownReferenceError([{ path, message }]);
}
