import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/**
 * Serialises changes to the participants of an intervention. Call it before anything is written: a change of enrollments
 * takes this lock at its end (`refresh_bookings`), and two that wait for each other's rows by then deadlock (measured with
 * 40 at once: 30 s and a third failed, against less than one second).
 */
export async function lockIntervention(uow: UnitOfWork, interventionId: string): Promise<void> {
  await uow.rows(
    `select from intervention
     where tenant_id = :tenantId and intervention_id = :interventionId
     for no key update`,
    { interventionId },
  );
}
