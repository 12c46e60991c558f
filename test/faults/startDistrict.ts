import { type Call, createClient } from '@aimline/plugin-interventions-common/client';
import { inParallel } from '@aimline/embedded/inParallel';
import { openSession } from '../support/openSession';
import { endpoints, readingGroup, startTestService, type TestService } from '../support/service';
import { dayFromNow } from './dayFromNow';
import { Replica } from './Replica';

const GROUPS = 40;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday'] as const;

/** A district served by two processes. */
export interface FaultyDistrict {
  service: TestService;
  replicas: readonly [Replica, Replica];
  /** The token of Sofia, a coordinator. */
  token: string;
  /** The client of Sofia, connected to the first process until that is killed. */
  call: Call;
  close(): Promise<void>;
}

/** A group with six students that meets in the past four weeks and the next. */
export interface Group {
  interventionId: string;
  facilitatorId: string;
  weekday: (typeof WEEKDAYS)[number];
  startTime: string;
  endTime: string;
  studentIds: readonly string[];
  /** The sessions up to today. */
  sessionIds: readonly string[];
}

/** @param amqpUrl - of a RabbitMQ that events are published to */
export async function startDistrict(amqpUrl?: string): Promise<FaultyDistrict> {
  const service = await startTestService();
  service.clock.now = new Date();
  const token = await openSession(service, 'sofia');
  // The processes start one after the other, because Backstage creates tables in a new database, which fails in two
  // processes at once.
  const first = new Replica(service.db, amqpUrl);
  await first.ready();
  const replicas = [first, new Replica(service.db, amqpUrl)] as const;
  await replicas[1].ready();
  return {
    ...{ service, replicas, token },
    call: createClient({ endpoints, origin: replicas[0].address, token: () => token }),
    async close() {
      await Promise.all(replicas.map((replica) => replica.end()));
      await service.close();
    },
  };
}

/** Forty groups, no two of which meet at the same time. */
export async function createGroups({ service, call }: FaultyDistrict): Promise<Group[]> {
  const { id } = service;
  const studentIds = [id.maya, id.diego, id.noor, id.amira, id.jonah, id.priya];
  const [beginDate, endDate] = [dayFromNow(-28), dayFromNow(28)];
  return inParallel(
    4,
    Array.from({ length: GROUPS }, (_, i) => i),
    async (i) => {
      const slot = 16 + Math.floor(i / WEEKDAYS.length);
      const when = {
        weekday: WEEKDAYS[i % WEEKDAYS.length]!,
        startTime: halfHour(slot),
        endTime: halfHour(slot + 1),
      };
      const facilitatorId = i % 2 === 0 ? id.vivian : id.owen;
      const { interventionId } = await call('intervention.create', {
        body: {
          ...readingGroup(service),
          ...{ title: `Group ${i}`, facilitatorId, roomId: null, beginDate, endDate, meetingTimes: [when] },
        },
      });
      const params = { interventionId };
      await call('enrollment.create', { params, body: { studentIds, beginDate } });
      const { sessions } = await call('session.list', { params });
      // the date at the school may be behind the date of this machine
      const held = sessions.filter(({ localDate }) => localDate < dayFromNow(-1));
      return { ...{ interventionId, facilitatorId, studentIds, sessionIds: held.map(sessionIdOf) }, ...when };
    },
  );
}

function sessionIdOf({ sessionId }: { sessionId: string }): string {
  return sessionId;
}

/** The n-th half hour of a day, such as 08:30. */
function halfHour(n: number): string {
  return `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`;
}
