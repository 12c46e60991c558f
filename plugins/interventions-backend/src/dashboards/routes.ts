import * as contracts from '@aimline/plugin-interventions-common/dashboards';
import { anyOf, coordinator, route } from '@aimline/plugin-interventions-node';
import { caregiverOfStudent, leadsIntervention, teachesParticipant, teachesStudent } from '../access/rules';
import { readInterventionDashboard } from './readInterventionDashboard';
import { readStudentDashboard } from './readStudentDashboard';

export const dashboardRoutes = [
  route(contracts.readInterventionDashboard, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params }) => readInterventionDashboard(uow, params.interventionId),
  }),
  route(contracts.readStudentDashboard, {
    allow: anyOf(coordinator, caregiverOfStudent, teachesStudent),
    handle: (uow, { params }) => readStudentDashboard(uow, params.studentId),
  }),
];
