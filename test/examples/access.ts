import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({
  staffId,
  registrationId,
  deploymentId,
  roleMappingId,
  launchSessionId,
  personId,
}: ExampleWorld) => ({
  'access.read': {},
  'coordinator.decide': { params: { staffId }, body: { decision: 'approved' } },
  'deployment.set_status': { params: { registrationId }, body: { deploymentId, status: 'active' } },
  'role_mapping.set': {
    body: { registrationId, deploymentId, matches: 'lms_role', value: 'Counselor', role: 'interventionist' },
  },
  'role_mapping.remove': { params: { roleMappingId } },
  'launch_session.list': { query: { after: launchSessionId } },
  'launch_session.end': { params: { launchSessionId } },
  'person.end_sessions': { params: { personId } },
});
