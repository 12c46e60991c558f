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

/**
 * Registrations that one process works on in parallel: at the start of a term, all deployments are launched within
 * minutes.
 */
const CONCURRENCY = 4;
/** How long a process waits before it enqueues the job for a deployment again. */
const ENQUEUED_MS = 5 * 60_000;
const TIMEOUT_MS = 30_000;

/**
 * Registers with platforms to receive their notices, in the background. A launch triggers the registration for its
 * deployment, and does not wait for it. Whether an attempt is due is decided in the database (`claimAttempt`), for all
 * processes.
 */
export class NoticeHandlers {
  /**
   * Registers for one deployment. A refused registration is retried after a later launch, an interrupted one by another
   * process.
   */
  readonly job: Job<NoticeSource> = {
    name: 'lti.notices',
    schedule: null,
    key: keyOf,
    concurrency: CONCURRENCY,
    run: (run) => this.#register(run),
  };
  /** When this process last enqueued the job of a deployment; as many entries as there are deployments. */
  readonly #enqueuedAt = new Map<string, { url: string; atMs: number }>();

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

  /** Enqueues the registration for notices of a deployment, unless this process did so within five minutes. */
  refresh(source: NoticeSource): void {
    const { jobs, logger, now } = this.tools;
    const { registrationId, deploymentId, url } = source;
    const key = keyOf(source);
    const enqueued = this.#enqueuedAt.get(key);
    const nowMs = now().getTime();
    if (enqueued?.url === url && nowMs - enqueued.atMs < ENQUEUED_MS) return;
    this.#enqueuedAt.set(key, { url, atMs: nowMs });
    jobs.enqueue(this.job, source).catch((error) =>
      logger.warn(`The registration for notices could not be enqueued: ${describeFailure(error)}`, {
        registrationId,
        deploymentId,
      }),
    );
  }

  async #register({ data: source, isRepeated, signal: interrupted }: JobRun<NoticeSource>): Promise<void> {
    const { knex, logger, now, toolOrigin } = this.tools;
    const { registrationId, deploymentId, url } = source;
    const attempt = await claimAttempt(knex, source, { now: now(), takesOver: isRepeated });
    if (!attempt) return;
    const registration = await findRegistration(knex, registrationId);
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(TIMEOUT_MS)]);
    const handler = `${toolOrigin}/lti/notices`;
    const failure = await registerNoticeHandler(this.tools, { registration, url }, handler, signal).then(
      () => null,
      (error: Error) => (signal.aborted ? (signal.reason as Error) : error),
    );
    // An interruption is no failure of the platform.
    if (failure !== null) interrupted.throwIfAborted();
    await recordAttempt(knex, source, { succeeded: failure === null, now: now() });
    if (failure === null) return;
    const message = `The registration for notices of a platform failed: ${failure.name}: ${failure.message}`;
    // Warn on the first failure only; repeat at info until the platform accepts again.
    if (attempt.hasFailed) logger.info(message, { registrationId, deploymentId });
    else logger.warn(message, { registrationId, deploymentId });
  }
}

function keyOf({ registrationId, deploymentId }: NoticeSource): string {
  return JSON.stringify([registrationId, deploymentId]);
}
