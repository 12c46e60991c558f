import { type ActorRole, STAFF_ROLES } from '@aimline/plugin-interventions-common/roles';
import type { Actor } from '@aimline/plugin-interventions-node';

/**
 * Which interventions a person sees, as a condition on `intervention i`: a coordinator all of the district, other staff
 * those they lead, those they own, and those in which a student of their course takes part.
 */
export const VISIBLE_INTERVENTION = `(
  :seesAll::boolean
  or i.facilitator_id = :personId
  or i.owner_id = :personId
  or exists (
    select from enrollment e
    join course_student cs on cs.tenant_id = e.tenant_id and cs.student_id = e.student_id
    where e.tenant_id = :tenantId and e.intervention_id = i.intervention_id and cs.course_id = :courseId::uuid))`;

/** Which students a person may act for, as a condition on `student st`; a caregiver's children are theirs by name. */
export const STUDENT_IN_REACH = `(
  :seesAll::boolean
  or st.student_id = any(:studentIds::uuid[])
  or exists (
    select from course_student cs
    where cs.tenant_id = :tenantId and cs.student_id = st.student_id and cs.course_id = :courseId::uuid))`;

/**
 * Which students of an intervention a person sees, as a condition on `intervention i` and `student st`: whoever leads or
 * owns it all of them, others those they may act for.
 */
export const STUDENT_SHOWN = `(
  i.facilitator_id = :personId
  or i.owner_id = :personId
  or ${STUDENT_IN_REACH})`;

/** The bindings of these conditions. */
export function visibilityOf(actor: Actor) {
  return {
    seesAll: actor.roles.includes('coordinator'),
    personId: actor.personId,
    // a caregiver's course is not a class list to look into
    courseId: isStaff(actor) ? actor.courseId : null,
    studentIds: actor.studentIds,
  };
}

function isStaff(actor: Actor): boolean {
  return actor.roles.some((role) => (STAFF_ROLES as readonly ActorRole[]).includes(role));
}
