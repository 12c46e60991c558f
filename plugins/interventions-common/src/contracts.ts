import {
  decideCandidate,
  endLaunchSession,
  endSessionsOfPerson,
  mapRole,
  readAccess,
  removeRoleMapping,
  setDeploymentStatus,
} from './access';
import { createApiClient, listApiClients, removeApiClient } from './apiClients';
import { exportAudit, readAuditExport, readAuditSealing, searchAudit } from './audit';
import type { Contract } from './contract';
import type { Action } from './endpoints';
import { readAttendance, recordAttendance } from './attendance';
import { offerCourseLinks } from './deepLinking';
import { readInterventionDashboard, readStudentDashboard } from './dashboards';
import { enrollStudents, listEnrollments, withdrawStudent } from './enrollments';
import { listDeadLetters, listEvents, replayDeadLetters, skipDeadLetter } from './events';
import { createIntervention, listInterventions, readHistory, readIntervention } from './interventions';
import { listProgressNotes, noteProgress } from './progress';
import { importSchools, listSchools, listStaff, listStudents } from './roster';
import { listSessions, readAgenda } from './sessions';
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from './webhooks';

/** Every contract by its action. */
export const contracts = {
  'intervention.create': createIntervention,
  'intervention.list': listInterventions,
  'intervention.read': readIntervention,
  'intervention.history': readHistory,
  'session.list': listSessions,
  'session.agenda': readAgenda,
  'student.enroll': enrollStudents,
  'student.withdraw': withdrawStudent,
  'enrollment.list': listEnrollments,
  'attendance.read': readAttendance,
  'attendance.record': recordAttendance,
  'progress.note': noteProgress,
  'progress.list': listProgressNotes,
  'dashboard.intervention': readInterventionDashboard,
  'dashboard.student': readStudentDashboard,
  'roster.students': listStudents,
  'roster.staff': listStaff,
  'roster.schools': listSchools,
  'roster.import': importSchools,
  'course_link.offer': offerCourseLinks,
  'audit.search': searchAudit,
  'audit.seals': readAuditSealing,
  'audit.export': exportAudit,
  'audit.export_read': readAuditExport,
  'event.list': listEvents,
  'dead_letter.list': listDeadLetters,
  'dead_letter.replay': replayDeadLetters,
  'dead_letter.skip': skipDeadLetter,
  'webhook.list': listWebhooks,
  'webhook.create': createWebhook,
  'webhook.change': changeWebhook,
  'webhook.rotate_secret': rotateWebhookSecret,
  'webhook.test': testWebhook,
  'webhook.remove': removeWebhook,
  'api_client.list': listApiClients,
  'api_client.create': createApiClient,
  'api_client.remove': removeApiClient,
  'access.read': readAccess,
  'coordinator.decide': decideCandidate,
  'deployment.set_status': setDeploymentStatus,
  'role_mapping.set': mapRole,
  'role_mapping.remove': removeRoleMapping,
  'launch_session.end': endLaunchSession,
  'person.end_sessions': endSessionsOfPerson,
} as const satisfies Record<Action, Contract>;

export type Contracts = typeof contracts;
