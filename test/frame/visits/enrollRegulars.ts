import { enrollStudents } from '../../../plugins/interventions-backend/src/enrollments/operations';
import { type Job, provenTenantId, type Tenants } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

/** A rule that enrolls students with two visits or more. */
export function enrollRegularsJob(tenants: () => Tenants): Job<{ tenantId: string; interventionId: string }> {
  return {
    name: 'visit.enroll_regulars',
    schedule: null,
    key: ({ interventionId }) => interventionId,
    async run({ data: { tenantId, interventionId } }) {
      const ruleRunId = uuidv7();
      const who = {
        tenantId: provenTenantId(tenantId),
        actorId: null,
        action: 'rule.run',
        reason: `rule_run ${ruleRunId}`,
      };
      await tenants().transact(who, async (uow) => {
        const regulars = await uow.rows<{ studentId: string }>(
          `select v.student_id as "studentId"
           from visit v
           where v.tenant_id = :tenantId and v.intervention_id = :interventionId
             and not exists (
               select from enrollment e
               where e.tenant_id = :tenantId and e.intervention_id = v.intervention_id and e.student_id = v.student_id)
           group by v.student_id
           having count(*) >= 2
           order by v.student_id`,
          { interventionId },
        );
        if (regulars.length === 0) return;
        const studentIds = regulars.map(({ studentId }) => studentId);
        await enrollStudents(uow, { kind: 'rule_run', ruleRunId }, { interventionId, studentIds });
      });
    },
  };
}
