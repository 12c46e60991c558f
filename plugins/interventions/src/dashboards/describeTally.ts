import type { AttendanceTally } from '@aimline/plugin-interventions-common/dashboards';

/** What a rate is made of, with what was never recorded as its own number: `18 of 20 · 2 not recorded`. */
export function describeTally({ attended, recorded, expected }: AttendanceTally): string {
  const missing = expected - recorded;
  const ground = recorded === 0 ? 'nothing recorded' : `${attended} of ${recorded}`;
  if (expected === 0) return 'no sessions yet';
  return missing > 0 && recorded > 0 ? `${ground} · ${missing} not recorded` : ground;
}
