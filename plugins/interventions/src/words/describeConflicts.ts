import type { Conflict } from '@aimline/plugin-interventions-common/problem';
import { formatDayAndTimeRange } from './format';
import { t } from './i18n';

/**
 * One sentence for each person or room and each conflicting intervention, in the order of the first conflict: who or what
 * is not free, because of which intervention, when first, and on how many more days. Times are those of the conflicting
 * session, in the time zone of its school.
 */
export function describeConflicts(conflicts: readonly Conflict[]): string[] {
  const groups = Map.groupBy(
    conflicts,
    ({ resourceId, conflictingSession }) => `${resourceId} ${conflictingSession.interventionId}`,
  );
  return [...groups.values()].map((group) => {
    const { kind, resourceName, timeZone, conflictingSession } = group[0]!;
    const { title, startsAt, endsAt } = conflictingSession;
    const when = formatDayAndTimeRange(startsAt, endsAt, timeZone);
    return sentenceOf(kind, { name: resourceName, title, when, count: group.length - 1 });
  });
}

/** @param values `count` is the number of further days */
function sentenceOf(
  kind: Conflict['kind'],
  values: { name: string; title: string; when: string; count: number },
): string {
  const isOne = values.count === 0;
  switch (kind) {
    case 'facilitator':
      return isOne
        ? t('{{name}} already leads “{{title}}” on {{when}}.', values)
        : t('{{name}} already leads “{{title}}” on {{when}}, and on {{count, number}} more days.', {
            ...values,
            defaultValue_one: '{{name}} already leads “{{title}}” on {{when}}, and on {{count, number}} more day.',
          });
    case 'room':
      return isOne
        ? t('{{name}} is already booked for “{{title}}” on {{when}}.', values)
        : t('{{name}} is already booked for “{{title}}” on {{when}}, and on {{count, number}} more days.', {
            ...values,
            defaultValue_one:
              '{{name}} is already booked for “{{title}}” on {{when}}, and on {{count, number}} more day.',
          });
    case 'student':
      return isOne
        ? t('{{name}} already takes part in “{{title}}” on {{when}}.', values)
        : t('{{name}} already takes part in “{{title}}” on {{when}}, and on {{count, number}} more days.', {
            ...values,
            defaultValue_one:
              '{{name}} already takes part in “{{title}}” on {{when}}, and on {{count, number}} more day.',
          });
  }
}
