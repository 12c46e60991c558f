/** Monday, 14 September 2026, 9:05 in Chicago, 10:05 in New York: the time of every story. */
export const NOW = new Date('2026-09-14T14:05:00Z');
