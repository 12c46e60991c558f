import type { SessionsToFind, TenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordHarbor } from '../../../../test/support/recordHarbor';
import { readingGroup, startTestService, type TestService } from '../../../../test/support/service';
import { schedule } from './schedule';

let service: TestService;
/**
 * Two groups: Vivian's, Mondays and Wednesdays from 9:00 to 9:30 in Chicago, and Owen's, Mondays from 9:30 to 10:00
 * without a room.
 */
let reading: string;
let math: string;
/** A group of the district Harbor, at the times of the reading group. */
let harborGroup: string;

beforeAll(async () => {
  service = await startTestService();
  const as = service.as('sofia');
  reading = (await as('intervention.create', { body: readingGroup(service) })).interventionId;
  const body = {
    ...readingGroup(service),
    ...{ title: 'Number sense', facilitatorId: service.id.owen, domain: 'math' as const, roomId: undefined },
    meetingTimes: [{ weekday: 'monday' as const, startTime: '09:30', endTime: '10:00' }],
  };
  math = (await as('intervention.create', { body })).interventionId;
  const { studentIds: _, ...inHarbor } = await recordHarbor(service);
  const twin = { ...readingGroup(service), ...inHarbor };
  harborGroup = (await service.as('ingrid')('intervention.create', { body: twin })).interventionId;
});
afterAll(() => service.close());

const find = (
  from: string,
  to: string,
  which: Partial<SessionsToFind> = {},
  tenantId: TenantId = service.actors.sofia.tenantId,
) =>
  service.tenants.transact({ tenantId, actorId: null, action: 'lti.launch' }, (uow) =>
    schedule.sessionsBetween(uow, { from: new Date(from), to: new Date(to), ...which }),
  );
const startsOf = async (...asked: Parameters<typeof find>) => (await find(...asked)).map(({ startsAt }) => startsAt);

test('the sessions of a day are in order of time, with everything that a calendar shows', async () => {
  const shared = { timeZone: 'America/Chicago', status: 'scheduled', sessionId: expect.any(String) };
  expect(await find('2026-09-14T00:00:00Z', '2026-09-15T00:00:00Z')).toEqual([
    {
      ...shared,
      interventionId: reading,
      title: 'Repeated reading, grade 3',
      startsAt: '2026-09-14T14:00:00.000Z',
      endsAt: '2026-09-14T14:30:00.000Z',
      facilitatorId: service.id.vivian,
      roomName: 'Reading Room',
    },
    {
      ...shared,
      interventionId: math,
      title: 'Number sense',
      startsAt: '2026-09-14T14:30:00.000Z',
      endsAt: '2026-09-14T15:00:00.000Z',
      facilitatorId: service.id.owen,
      roomName: null,
    },
  ]);
});

test('a session that ends when the period begins, or begins when it ends, does not overlap', async () => {
  const ofReading = { interventionId: reading };
  expect(await startsOf('2026-09-14T14:30:00Z', '2026-09-16T14:00:00Z', ofReading)).toEqual([]);
  expect(await startsOf('2026-09-14T14:29:59.999Z', '2026-09-16T14:00:00.001Z', ofReading)).toEqual([
    '2026-09-14T14:00:00.000Z',
    '2026-09-16T14:00:00.000Z',
  ]);
  expect(await startsOf('2026-09-14T14:10:00Z', '2026-09-14T14:20:00Z')).toEqual(['2026-09-14T14:00:00.000Z']);
});

test('sessions can be limited to one facilitator', async () => {
  const week = ['2026-09-14T00:00:00Z', '2026-09-21T00:00:00Z'] as const;
  expect(await startsOf(...week, { facilitatorId: service.id.owen })).toEqual(['2026-09-14T14:30:00.000Z']);
  expect(await startsOf(...week, { facilitatorId: service.id.owen, interventionId: reading })).toEqual([]);
});

test('cancelled sessions are included with their status', async () => {
  const day = ['2026-09-16T00:00:00Z', '2026-09-17T00:00:00Z'] as const;
  const [session] = await find(...day);
  const { tenantId, personId: actorId } = service.actors.sofia;
  await service.tenants.transact({ tenantId, actorId, action: 'session.cancel' }, (uow) =>
    uow.rows(
      `update intervention_session
       set status = 'cancelled'
       where tenant_id = :tenantId
         and session_id = :sessionId`,
      { sessionId: session!.sessionId },
    ),
  );
  expect(await find(...day)).toEqual([{ ...session, status: 'cancelled' }]);
});

test('sessions of another district are not found, not even by id', async () => {
  const day = ['2026-09-14T00:00:00Z', '2026-09-15T00:00:00Z'] as const;
  expect(await find(...day, { interventionId: harborGroup })).toEqual([]);
  expect(await find(...day, { facilitatorId: service.id.marta })).toEqual([]);
  expect(await find(...day, {}, service.actors.ingrid.tenantId)).toMatchObject([{ interventionId: harborGroup }]);
});

test('sessions around midnight are found from a school far from UTC', async () => {
  const { schools } = await service.as('ingrid')('school.import', {
    body: { schools: [{ name: 'Line Islands', timeZone: 'Pacific/Kiritimati', rooms: [], closedDays: [] }] },
  });
  const { schoolId } = schools.find(({ name }) => name === 'Line Islands')!;
  const body = {
    ...readingGroup(service),
    ...{ schoolId, roomId: undefined },
    ...{ ownerId: service.id.ingrid, facilitatorId: service.id.ingrid },
    meetingTimes: [{ weekday: 'tuesday' as const, startTime: '00:30', endTime: '01:00' }],
  };
  const { interventionId } = await service.as('ingrid')('intervention.create', { body });
  const { tenantId } = service.actors.ingrid;
  expect(await startsOf('2026-09-14T10:30:00Z', '2026-09-14T11:00:00Z', { interventionId }, tenantId)).toEqual([
    '2026-09-14T10:30:00.000Z',
  ]);
});
