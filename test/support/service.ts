import { createAccessFeature } from '@aimline/lti';
import {
  createFrontDoor,
  createFeatures,
  type FeatureTools,
  foldFeatures,
  migrate,
  people,
  type Registry,
  RequestLimits,
  type TenantTransactions,
} from '@aimline/plugin-interventions-backend';
import { type Call, createClient, type InputOf } from '@aimline/plugin-interventions-common/client';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import type { School } from '@aimline/plugin-interventions-common/roster';
import { type Actor, isActorRoute, KeyRing, type TransactionOptions } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { NOW } from './clock';
import { createTestDatabase, type TestDatabase } from './database';
import { createDistricts, type TestDistricts } from './district';

const unused = () => {
  throw new Error('No test of routes needs this.');
};

/** The tools of features, with webhooks allowed on this machine. */
export const featureTools: FeatureTools = {
  keyRing: new KeyRing({ encryptionKey: 'a key for tests, and for nothing else' }),
  outboundPolicy: { allowLoopback: true },
  eventsKnown: () => registry.events,
  actionsOf: (roles) => registry.actionsOf(roles),
  tenants: { transact: unused },
  listTenants: unused,
  logger: {} as LoggerService,
  eventsService: { publish: unused, subscribe: unused },
};

/** More requests than a test sends in a minute. */
export const UNLIMITED = { sessionPerMinute: 1e6, personPerMinute: 1e6, tenantPerMinute: 1e6 };

/** The routes of the service and those that the LTI tool adds. */
export const registry = foldFeatures([...createFeatures(featureTools), createAccessFeature(people)]);

/** The routes that need an actor. */
export const routes = registry.routes.filter(isActorRoute);

/** The contracts of all routes by action. */
export const endpoints = Object.fromEntries(routes.map(({ contract }) => [contract.action, contract]));

export interface TestService extends TestDistricts {
  db: TestDatabase;
  tenants: TenantTransactions;
  origin: string;
  /** The clock of the service; a test may move it. */
  clock: { now: Date };
  /** Errors that the service logged. */
  errors: string[];
  /** The typed client of a person. */
  as(name: keyof TestDistricts['actors']): Call;
  /** The bearer token of a person, for requests that the typed client does not allow. */
  tokenOf(name: keyof TestDistricts['actors']): string;
  /** Juniper Elementary in Chicago, closed on Labor Day and 12 October. */
  juniper: School;
  close(): Promise<void>;
}

interface TestServiceOptions {
  bypassesRowSecurity?: boolean;
  limits?: RequestLimits;
  registry?: Registry;
  schemas?: readonly string[];
  onEnqueued?: (options: TransactionOptions) => void;
}

/**
 * The front door with all routes on a port and a database of its own; the token is the name of the person.
 *
 * @param bypassesRowSecurity - with a login that row-level security does not restrict
 * @param registry - features that replace those of the service, with the `schemas` that they need
 * @param limits - practically none by default, because tests are faster than people
 */
export async function startTestService({
  bypassesRowSecurity = false,
  limits = new RequestLimits(UNLIMITED),
  registry: folded = registry,
  schemas,
  onEnqueued,
}: TestServiceOptions = {}): Promise<TestService> {
  const db = await createTestDatabase({ bypassesRowSecurity });
  const clock = { now: NOW };
  if (schemas) await migrate(db.ownerConnection, schemas);
  const { constraints } = folded;
  const tenants = db.tenants(() => clock.now, { constraints, onEnqueued });
  const districts = await createDistricts(db, tenants);
  const errors: string[] = [];
  const logger = { error: (message: string) => void errors.push(message) } as unknown as LoggerService;
  const actors: Record<string, Actor> = districts.actors;
  const actorResolvers = [
    { resolve: async (request: express.Request) => actors[request.headers.authorization?.split(' ')[1] ?? ''] ?? null },
  ];
  const app = express();
  app.use(API_BASE, createFrontDoor({ registry: { ...folded, actorResolvers }, tenants, logger, limits }));
  const server = app.listen(0, '127.0.0.1');
  // Client and server share a thread: after five busy seconds, the server would close a connection that is in use.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const as = (name: keyof TestDistricts['actors']) => createClient({ endpoints, origin, token: () => name });
  const { schools } = await as('sofia')('school.import', { body: { schools: [JUNIPER] } });
  return {
    ...districts,
    ...{ db, tenants, origin, clock, errors, as, juniper: schools[0]! },
    tokenOf: (name) => name,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.destroy();
    },
  };
}

const JUNIPER = {
  name: 'Juniper Elementary',
  timeZone: 'America/Chicago',
  rooms: [{ name: 'Reading Room' }, { name: 'Room 9' }, { name: 'Library', groupCapacity: 2 }],
  closedDays: [
    { date: '2026-09-07', event: 'holiday' as const },
    { date: '2026-10-12', event: 'teacher_only_day' as const },
  ],
};

/** Vivian's reading group: Mondays and Wednesdays at 9:00 for thirty minutes, 14 September to 18 December. */
export function readingGroup({ juniper, id }: TestService): InputOf<'intervention.create'>['body'] {
  return {
    title: 'Repeated reading, grade 3',
    objective: 'Read a grade-level passage at 83 words correct per minute.',
    schoolId: juniper.schoolId,
    ownerId: id.sofia,
    facilitatorId: id.vivian,
    tier: 2,
    domain: 'reading',
    targetPopulation: 'Grade 3 below the 25th percentile in oral reading fluency',
    beginDate: '2026-09-14',
    endDate: '2026-12-18',
    meetingTimes: [
      { weekday: 'monday', startTime: '09:00', endTime: '09:30' },
      { weekday: 'wednesday', startTime: '09:00', endTime: '09:30' },
    ],
    roomId: juniper.rooms.find((room) => room.name === 'Reading Room')!.roomId,
  };
}
