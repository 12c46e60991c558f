import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';

/** What was being done, as it follows a name: `Sofia` `enrolled students`. */
export const ACTION_LABELS: Readonly<Record<string, string>> = {
  'intervention.create': 'created an intervention',
  'student.enroll': 'enrolled students',
  'student.withdraw': 'withdrew a student',
  'attendance.record': 'recorded attendance',
  'progress.note': 'wrote a progress note',
  'roster.import': 'imported schools',
  'coordinator.decide': 'decided about a coordinator',
  'deployment.set_status': 'switched a deployment',
  'role_mapping.set': 'mapped a role',
  'role_mapping.remove': 'removed a role mapping',
  'launch_session.end': 'ended a session',
  'person.end_sessions': 'ended the sessions of a person',
  'webhook.create': 'added a webhook',
  'webhook.change': 'changed a webhook',
  'webhook.rotate_secret': 'made a new secret for a webhook',
  'webhook.remove': 'removed a webhook',
  'dead_letter.replay': 'had dead letters delivered again',
  'dead_letter.skip': 'skipped a dead letter',
  'api_client.create': 'added a program that reads events',
  'api_client.remove': 'removed a program that reads events',
  'api_client.authenticate': 'came in with the token of a program',
  'audit.export': 'exported the audit trail',
  'lti.launch': 'came in from the LMS',
  'lti.deep_link': 'chose links for a course',
  'lti.install': 'installed Aimline in an LMS',
  'lti.session': 'opened or went on with a session',
  'lti.notice': 'took a notice of the LMS',
  'lti.roster': 'read the members of a course',
};

/** The kinds of record: the tables that keep an audit trail. */
export const ENTITY_LABELS: Readonly<Record<string, string>> = {
  access_refusal: 'Refusal',
  api_client: 'Program that reads events',
  attendance_record: 'Attendance',
  audit_export: 'Export of the audit trail',
  closed_day: 'Closed day',
  contact: 'Caregiver',
  coordinator_candidate: 'Coordinator',
  course: 'Course',
  course_student: 'Student of a course',
  dead_letter_decision: 'Decision on a dead letter',
  enrollment: 'Enrollment',
  external_identity: 'Identity in the LMS',
  intervention: 'Intervention',
  intervention_session: 'Session of an intervention',
  launch_session: 'Open session',
  meeting_time: 'Meeting time',
  progress_note: 'Progress note',
  role_mapping: 'Role mapping',
  room: 'Room',
  school: 'School',
  staff: 'Staff member',
  student: 'Student',
  webhook: 'Webhook',
};

export function actionLabel(action: string): string {
  return ACTION_LABELS[action] ?? `did ${action}`;
}

export function entityLabel(entity: string): string {
  return ENTITY_LABELS[entity] ?? sentenceCase(entity);
}

/** What became of the row: `added`, `changed`, `removed`. */
export function changeWord({ before, after }: Pick<AuditEntry, 'before' | 'after'>): string {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** `begin_date` as `Begin date`. */
export function sentenceCase(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
