import { type ActorRole, STAFF_ROLES } from '@aimline/plugin-interventions-common/roles';
import type { Actor } from '@aimline/plugin-interventions-node';

/**
 * SQL: the interventions that an actor sees, as a condition on `intervention i`. Coordinators see all of the district, other
 * staff those that they lead or own, and those with a participant from the course of their launch.
 */
export const VISIBLE_INTERVENTION = `(
  :seesAll::boolean
  or i.facilitator_id = :personId
  or i.owner_id = :personId
  or exists (
    select from enrollment e
    join course_student cs on cs.tenant_id = e.tenant_id and cs.student_id = e.student_id
    where e.tenant_id = :tenantId and e.intervention_id = i.intervention_id and cs.course_id = :courseId::uuid))`;

/** SQL: the students that an actor may act for, as a condition on `student st`; for caregivers, their own children. */
export const STUDENT_IN_REACH = `(
  :seesAll::boolean
  or st.student_id = any(:studentIds::uuid[])
  or exists (
    select from course_student cs
    where cs.tenant_id = :tenantId and cs.student_id = st.student_id and cs.course_id = :courseId::uuid))`;

/**
 * SQL: the students of an intervention that an actor sees, as a condition on `intervention i` and `student st`: all for its
 * facilitator and owner, for others those that they may act for.
 */
export const STUDENT_SHOWN = `(
  i.facilitator_id = :personId
  or i.owner_id = :personId
  or ${STUDENT_IN_REACH})`;

/** The bindings of the SQL conditions in this file, for an actor. */
export function visibilityOf(actor: Actor) {
  return {
    seesAll: actor.roles.includes('coordinator'),
    personId: actor.personId,
    // caregivers do not see the students of a course
    courseId: isStaff(actor) ? actor.courseId : null,
    studentIds: actor.studentIds,
  };
}

function isStaff(actor: Actor): boolean {
  return actor.roles.some((role) => (STAFF_ROLES as readonly ActorRole[]).includes(role));
}
