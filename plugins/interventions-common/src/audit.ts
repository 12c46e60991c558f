/**
 * Terminology
 *
 * - **Audit record**: one change of one row, or one denied request; written by the database, append-only.
 * - **Seal**: a hash over audit records and the previous seal; proves that none was altered, removed or inserted.
 */
import { z } from 'zod';
import { auditEndpoints } from './auditEndpoints';
import { contract } from './contract';
import { AuditRecord } from './interventions';
import { page, PageQuery } from './page';
import { Instant, LocalDate, PersonName, Student, TimeZone, Uuid } from './primitives';

/** An audit record with the names of the people in it; a name is empty when it is no longer known. */
export const AuditEntry = AuditRecord.extend({
  /** A staff member or a contact; null for the system. */
  actor: PersonName.extend({ personId: Uuid }).nullable(),
  student: Student.nullable(),
  intervention: z.object({ interventionId: Uuid, title: z.string() }).nullable(),
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A filter of the audit trail; all given conditions must match. */
export const AuditFilter = z.strictObject({
  actorId: Uuid.optional(),
  action: z
    .string()
    .max(60)
    .regex(/^[a-z_]+(\.[a-z_]+)+$/, { error: 'Expected an action such as "attendance.record".' })
    .optional(),
  /** The table of the changed row, such as `enrollment`. */
  entity: z
    .string()
    .regex(/^[a-z_]{1,60}$/, { error: 'Expected the name of a table, such as "enrollment".' })
    .optional(),
  studentId: Uuid.optional(),
  interventionId: Uuid.optional(),
  /** The first and the last day, both inclusive, in `timeZone`. */
  beginDate: LocalDate.optional(),
  endDate: LocalDate.optional(),
  timeZone: TimeZone.default('UTC'),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditPage = page('entries', AuditEntry).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

export const searchAudit = contract(auditEndpoints, 'audit.search', {
  summary: 'Read the audit trail of the district, newest first, 50 records a page.',
  query: AuditFilter.extend(PageQuery.shape),
  result: AuditPage,
});

export const EXPORT_FORMATS = ['csv', 'json_lines'] as const;

export const exportAudit = contract(auditEndpoints, 'audit.export', {
  summary: 'Begin an export of a part of the audit trail; the export itself is audited.',
  body: z.strictObject({ filter: AuditFilter.default({ timeZone: 'UTC' }), format: z.enum(EXPORT_FORMATS) }),
  result: z.object({ exportId: Uuid }),
});

export const readAuditExport = contract(auditEndpoints, 'audit.export_read', {
  summary:
    'Read an export that the caller started: everything recorded until its start, newest first, 500 records a page.',
  params: z.strictObject({ exportId: Uuid }),
  query: PageQuery,
  result: AuditPage,
});

export const AuditSealing = z
  .object({
    /** The number of sealed records. */
    sealedCount: z.int(),
    /** The newest seal; null before the first one. */
    newestSeal: z.object({ seq: z.int(), hash: z.string(), sealedAt: Instant }).nullable(),
    /** When the oldest unsealed record was written; null when all are sealed. */
    oldestUnsealedAt: Instant.nullable(),
    /** Whether that is more than five minutes ago, which means that a transaction stays open. */
    isDelayed: z.boolean(),
  })
  .meta({ id: 'AuditSealing' });
export type AuditSealing = z.infer<typeof AuditSealing>;

export const readAuditSealing = contract(auditEndpoints, 'audit.seals', {
  summary: 'Read up to which record the audit trail is sealed.',
  result: AuditSealing,
});
