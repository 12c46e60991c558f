import { expect, test } from '@jest/globals';
import { currentSession } from './currentSession';

const phonics = { startsAt: '2026-09-14T14:00:00Z', endsAt: '2026-09-14T14:30:00Z', status: 'scheduled' } as const;
const decoding = { startsAt: '2026-09-14T14:30:00Z', endsAt: '2026-09-14T15:00:00Z', status: 'scheduled' } as const;
const at = (time: string) => Date.parse(`2026-09-14T${time}Z`);

test('a session meets from its start, inclusive, to its end, exclusive', () => {
  expect(currentSession([phonics, decoding], at('14:00:00'))).toEqual({ session: phonics, meetsNow: true });
  expect(currentSession([phonics, decoding], at('14:30:00'))).toEqual({ session: decoding, meetsNow: true });
});

test('between sessions, the next one is shown', () => {
  expect(currentSession([phonics, decoding], at('13:00:00'))).toEqual({ session: phonics, meetsNow: false });
});

test('a cancelled session is not shown', () => {
  const cancelled = { ...phonics, status: 'cancelled' } as const;
  expect(currentSession([cancelled, decoding], at('14:10:00'))).toEqual({ session: decoding, meetsNow: false });
});

test('after the last session, none is shown', () => {
  expect(currentSession([phonics], at('15:00:00'))).toBeNull();
});
