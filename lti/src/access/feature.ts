import { type Feature, feature, type People, rowOf } from '@aimline/plugin-interventions-node';
import { createAccessRoutes } from './routes';

/** The pages and decisions of coordinators about access: deployments, coordinators, role mappings and open sessions. */
export const createAccessFeature = (people: People): Feature =>
  feature({
    name: 'access',
    routes: createAccessRoutes(people),
    subjects: {
      registrationId: rowOf('directory.lti_deployment', 'registration_id', 'deployment'),
      roleMappingId: rowOf('role_mapping', 'role_mapping_id', 'mapping'),
      launchSessionId: rowOf('launch_session', 'launch_session_id', 'session'),
    },
  });
