/**
 * Terminology
 *
 * - **Audit record**: one change of one row, or one refusal; written by the database itself, never changed.
 * - **Seal**: a hash over audit records and over the seal before; proves that none was altered, removed or inserted.
 */
import { z } from 'zod';
import { auditEndpoints } from './auditEndpoints';
import { contract } from './contract';
import { AuditRecord } from './interventions';
import { page, PageQuery } from './page';
import { Instant, LocalDate, PersonName, Student, TimeZone, Uuid } from './primitives';

/** An audit record with the names of those it is about; a name is empty when it is not known any more. */
export const AuditEntry = AuditRecord.extend({
  /** A staff member or a contact; null for the system. */
  actor: PersonName.extend({ personId: Uuid }).nullable(),
  student: Student.nullable(),
  intervention: z.object({ interventionId: Uuid, title: z.string() }).nullable(),
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Which part of the trail; all that is given must fit. */
export const AuditFilter = z.strictObject({
  actorId: Uuid.optional(),
  action: z
    .string()
    .max(60)
    .regex(/^[a-z_]+(\.[a-z_]+)+$/, { error: 'Expected an action such as "attendance.record".' })
    .optional(),
  /** The kind of record: the table, such as `enrollment`. */
  entity: z
    .string()
    .regex(/^[a-z_]{1,60}$/, { error: 'Expected the name of a table, such as "enrollment".' })
    .optional(),
  studentId: Uuid.optional(),
  interventionId: Uuid.optional(),
  /** The first and the last day, both inclusive, in the time zone. */
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
  summary: 'Begin to take a copy of a part of the audit trail along; this itself is audited.',
  body: z.strictObject({ filter: AuditFilter.default({ timeZone: 'UTC' }), format: z.enum(EXPORT_FORMATS) }),
  result: z.object({ exportId: Uuid }),
});

export const readAuditExport = contract(auditEndpoints, 'audit.export_read', {
  summary:
    'Read what an export of one’s own takes along: all that was recorded when it began, newest first, 500 records a page.',
  params: z.strictObject({ exportId: Uuid }),
  query: PageQuery,
  result: AuditPage,
});

export const AuditSealing = z
  .object({
    /** How many records are under seals. */
    sealedCount: z.int(),
    /** Null until the first one. */
    newestSeal: z.object({ seq: z.int(), hash: z.string(), sealedAt: Instant }).nullable(),
    /** When the oldest record was written that no seal covers; null when all are sealed. */
    oldestUnsealedAt: Instant.nullable(),
    /** Whether that is more than five minutes ago: some transaction does not end. */
    isDelayed: z.boolean(),
  })
  .meta({ id: 'AuditSealing' });
export type AuditSealing = z.infer<typeof AuditSealing>;

export const readAuditSealing = contract(auditEndpoints, 'audit.seals', {
  summary: 'Read how far the audit trail is sealed.',
  result: AuditSealing,
});
