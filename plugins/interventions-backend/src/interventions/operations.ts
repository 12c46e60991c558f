import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/**
 * Waits for others who are changing who takes part in an intervention. To be asked for before anything is written:
 * a change of enrollments takes this lock in the end (`refresh_bookings`), and two that already wait for each other's
 * rows would be a deadlock (measured with 40 at once: 30 s and a third given up, against less than one second).
 */
export async function lockIntervention(uow: UnitOfWork, interventionId: string): Promise<void> {
  await uow.rows(
    `select from intervention
     where tenant_id = :tenantId and intervention_id = :interventionId
     for no key update`,
    { interventionId },
  );
}
