import type { ActingUnitOfWork, Rule, Subject } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';
import { isStaff, STUDENT_IN_REACH, VISIBLE_INTERVENTION, visibilityOf } from './visibility';

/** The first reason that one of the rules gives, in the order written. */
export function anyOf(...rules: readonly Rule[]): Rule {
  return async (uow, subject) => {
    for (const rule of rules) {
      const reason = await rule(uow, subject);
      if (reason !== null) return reason;
    }
    return null;
  };
}

export const staff: Rule = async ({ actor }) => (isStaff(actor) ? 'staff' : null);

export const caregiver: Rule = async ({ actor }) => (actor.roles.includes('caregiver') ? 'caregiver' : null);

/** Leads or owns the intervention that the subject is or belongs to. */
export const leadsIntervention: Rule = async (uow, subject) => {
  if (!isStaff(uow.actor)) return null;
  const { facilitatorId, ownerId } = await interventionOf(uow, subject);
  if (facilitatorId === uow.actor.personId) return 'facilitatorOfIntervention';
  return ownerId === uow.actor.personId ? 'ownerOfIntervention' : null;
};

/** Teaches a course of which a student takes part in the intervention; sees these students there, and no other. */
export const teachesParticipant: Rule = async (uow, subject) => {
  if (!isStaff(uow.actor)) return null;
  const { visible } = await interventionOf(uow, subject);
  return visible ? 'teacherOfParticipant' : null;
};

export const caregiverOfStudent: Rule = async ({ actor }, { studentId = '' }) =>
  actor.studentIds.includes(studentId) ? 'caregiverOfStudent' : null;

export const teachesStudent: Rule = async (uow, subject) => {
  if (!isStaff(uow.actor)) return null;
  const [student] = await uow.rows<{ inReach: boolean }>(
    `select ${STUDENT_IN_REACH} as "inReach" from student st where st.tenant_id = :tenantId and st.student_id = :studentId`,
    { ...visibilityOf(uow.actor), studentId: subject.studentId },
  );
  if (!student) throw new NotFoundError('There is no such student.');
  return student.inReach ? 'teacherOfStudent' : null;
};

/** The table whose row names the intervention, by the name of the id in the path. */
const BELONGS_TO = {
  interventionId: { table: 'intervention', column: 'intervention_id', what: 'intervention' },
  sessionId: { table: 'intervention_session', column: 'session_id', what: 'session' },
  enrollmentId: { table: 'enrollment', column: 'enrollment_id', what: 'enrollment' },
} as const;

async function interventionOf(uow: ActingUnitOfWork, subject: Subject) {
  const key = (Object.keys(BELONGS_TO) as (keyof typeof BELONGS_TO)[]).find((name) => name in subject);
  if (!key) throw new Error(`No intervention belongs to ${Object.keys(subject).join(', ')}.`);
  const { table, column, what } = BELONGS_TO[key];
  const [row] = await uow.rows<{ facilitatorId: string; ownerId: string; visible: boolean }>(
    `select i.facilitator_id as "facilitatorId", i.owner_id as "ownerId", ${VISIBLE_INTERVENTION} as visible
     from ${table} x
     join intervention i on i.tenant_id = x.tenant_id and i.intervention_id = x.intervention_id
     where x.tenant_id = :tenantId and x.${column} = :id`,
    { ...visibilityOf(uow.actor), id: subject[key] },
  );
  if (!row) throw new NotFoundError(`There is no such ${what}.`);
  return row;
}
