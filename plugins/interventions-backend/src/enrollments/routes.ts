import * as contracts from '@aimline/plugin-interventions-common/enrollments';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { anyOf, leadsIntervention, teachesParticipant } from '../access/rules';
import { findInterventionDates } from '../interventions/queries';
import { enrollStudents, findEnrollmentConflicts } from './enrollStudents';
import { findEnrollments } from './queries';
import { withdrawStudent } from './withdrawStudent';

export const enrollmentRoutes = [
  route(contracts.listEnrollments, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: async (uow, { params }) => {
      await findInterventionDates(uow, params.interventionId);
      return { enrollments: await findEnrollments(uow, 'e.intervention_id = :interventionId', params) };
    },
  }),
  route(contracts.enrollStudents, {
    allow: anyOf(coordinator, leadsIntervention),
    handle: (uow, { params, body }) => enrollStudents(uow, params.interventionId, body),
    findConflicts: (uow, { params, body }) => findEnrollmentConflicts(uow, params.interventionId, body),
  }),
  route(contracts.withdrawStudent, {
    allow: anyOf(coordinator, leadsIntervention),
    handle: (uow, { params, body }) => withdrawStudent(uow, params.enrollmentId, body.endDate),
  }),
];
