import type { AttendanceTally } from '@aimline/plugin-interventions-common/dashboards';
import { t } from '../words/i18n';

/** The numbers behind an attendance rate, with marks that were not recorded on their own: `18 of 20 · 2 not recorded`. */
export function describeTally({ attended, recorded, expected }: AttendanceTally): string {
  if (expected === 0) return t('no sessions yet');
  if (recorded === 0) return t('nothing recorded');
  const rate = t('{{attended, number}} of {{count, number}}', { attended, count: recorded });
  const missing = expected - recorded;
  return missing > 0 ? [rate, t('{{count, number}} not recorded', { count: missing })].join(' · ') : rate;
}
