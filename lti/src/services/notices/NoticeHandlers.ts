import {
  describeFailure,
  type Job,
  type JobRun,
  type Jobs,
  type OutboundPolicy,
} from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { findRegistration } from '../../platforms/findRegistration';
import type { AccessTokens } from '../../platforms/AccessTokens';
import { registerNoticeHandler } from './registerNoticeHandler';
import { recordAttempt, claimAttempt } from './registrationAttempts';
import type { NoticeSource } from './NoticeSource';

/** A new term brings launches of all deployments at once. */
const CONCURRENCY = 4;
/** How long a process does not look again whether it is time. */
const LOOKED_AT_MS = 5 * 60_000;
const TIMEOUT_MS = 30_000;

/**
 * Sees to it that platforms send their notices here, in the background: a launch says that a deployment is in use, and
 * never waits. Whether it is time is decided by the directory (`takeTurn`), for all processes.
 */
export class NoticeHandlers {
  /** A platform that does not agree is asked again at a later launch; what was broken off, by another process. */
  readonly job: Job<NoticeSource> = {
    name: 'lti.notices',
    schedule: null,
    key: keyOf,
    concurrency: CONCURRENCY,
    run: (run) => this.#ask(run),
  };
  /** When the deployment of a service was looked at last; there are as many as there are deployments. */
  readonly #lookedAt = new Map<string, { url: string; atMs: number }>();

  constructor(
    private readonly tools: {
      knex: Knex;
      jobs: Jobs;
      accessTokens: AccessTokens;
      outboundPolicy: OutboundPolicy;
      toolOrigin: string;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /** Asks a platform for its notices when it is time to. */
  refresh(source: NoticeSource): void {
    const { jobs, logger, now } = this.tools;
    const { registrationId, deploymentId, url } = source;
    const key = keyOf(source);
    const looked = this.#lookedAt.get(key);
    const nowMs = now().getTime();
    if (looked?.url === url && nowMs - looked.atMs < LOOKED_AT_MS) return;
    this.#lookedAt.set(key, { url, atMs: nowMs });
    jobs.enqueue(this.job, source).catch((error) =>
      logger.warn(`The notices of a platform were not looked at: ${describeFailure(error)}`, {
        registrationId,
        deploymentId,
      }),
    );
  }

  async #ask({ data: source, isRepeated, signal: broken }: JobRun<NoticeSource>): Promise<void> {
    const { knex, logger, now, toolOrigin } = this.tools;
    const { registrationId, deploymentId, url } = source;
    const turn = await claimAttempt(knex, source, { now: now(), takesOver: isRepeated });
    if (!turn) return;
    const registration = await findRegistration(knex, registrationId);
    const signal = AbortSignal.any([broken, AbortSignal.timeout(TIMEOUT_MS)]);
    const handler = `${toolOrigin}/lti/notices`;
    const failure = await registerNoticeHandler(this.tools, { registration, url }, handler, signal).then(
      () => null,
      (error: Error) => (signal.aborted ? (signal.reason as Error) : error),
    );
    // Nobody's failure.
    if (failure !== null) broken.throwIfAborted();
    await recordAttempt(knex, source, { succeeded: failure === null, now: now() });
    if (failure === null) return;
    const said = `A platform was not asked for its notices: ${failure.name}: ${failure.message}`;
    // Once, until it has agreed again.
    if (turn.hasFailed) logger.info(said, { registrationId, deploymentId });
    else logger.warn(said, { registrationId, deploymentId });
  }
}

function keyOf({ registrationId, deploymentId }: NoticeSource): string {
  return JSON.stringify([registrationId, deploymentId]);
}
