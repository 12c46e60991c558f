import * as contracts from '@aimline/plugin-interventions-common/enrollments';
import { anyOf, coordinator, readPage, route } from '@aimline/plugin-interventions-node';
import { leadsIntervention, teachesParticipant } from '../access/rules';
import { BookingConflictError, DOUBLE_BOOKING } from '../bookings/queries';
import { enrollByPerson, findEnrollmentConflicts } from './enrollByPerson';
import { withdrawStudent } from './operations';
import { findEnrollments } from './queries';

export const enrollmentRoutes = [
  route(contracts.listEnrollments, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params, query: { after } }) =>
      readPage(
        uow,
        {
          items: 'enrollments',
          pageSize: 200,
          after,
          cursorOf: (enrollment) => enrollment.enrollmentId,
          cursorIn: ['enrollment', 'enrollment_id'],
        },
        (page) => findEnrollments(uow, 'e.intervention_id = :interventionId', { ...params, ...page }),
      ),
  }),
  route(contracts.enrollStudents, {
    allow: anyOf(coordinator, leadsIntervention),
    handle: (uow, { params, body }) => enrollByPerson(uow, params.interventionId, body),
    explain: {
      constraints: DOUBLE_BOOKING,
      findError: async (uow, { params, body }) =>
        new BookingConflictError(await findEnrollmentConflicts(uow, params.interventionId, body)),
    },
  }),
  route(contracts.withdrawStudent, {
    allow: anyOf(coordinator, leadsIntervention),
    handle: async (uow, { params: { enrollmentId }, body: { endDate } }) => {
      await withdrawStudent(uow, { kind: 'person', personId: uow.actor.personId }, enrollmentId, endDate);
      const [enrollment] = await findEnrollments(uow, 'e.enrollment_id = :enrollmentId', { enrollmentId });
      return enrollment!;
    },
  }),
];
