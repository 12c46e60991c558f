import type { EventType } from '@aimline/plugin-interventions-common/events';
import { formatCount } from '../words/format';

const EVENT_LABELS: Readonly<Record<EventType, string>> = {
  'interventions.intervention.created': 'Intervention created',
  'interventions.student.enrolled': 'Students enrolled',
  'interventions.student.withdrawn': 'Student withdrawn',
  'interventions.attendance.recorded': 'Attendance recorded',
  'interventions.progress.noted': 'Progress note written',
  'interventions.webhook.tested': 'Test of a webhook',
};

/** What happened, in words; a type that has none as it is. */
export function eventLabel(type: string): string {
  return EVENT_LABELS[type as EventType] ?? type;
}

/** `1 event waits`, `12 events wait` */
export function waits(count: number): string {
  return count === 1 ? '1 event waits' : `${formatCount(count, 'event')} wait`;
}
