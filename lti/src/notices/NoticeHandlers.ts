import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { describeFailure } from '../describeFailure';
import type { AccessTokens } from '../outbound/AccessTokens';
import type { Reach } from '../outbound/expectPublicUrl';
import { askForNotices } from './askForNotices';
import { endTurn, takeTurn } from './handlerTurns';
import type { NoticeSource } from './NoticeSource';

/** A new term brings launches of all deployments at once; those left out have their turn at a later launch. */
const MOST_AT_ONCE = 4;
/** How long a process does not look again whether it is time. */
const LOOKED_AT_MS = 5 * 60_000;
const TIMEOUT_MS = 30_000;

/**
 * Sees to it that platforms send their notices here, in the background: a launch says that a deployment is in use, and
 * never waits. Whether it is time is decided by the directory (`takeTurn`), for all processes.
 */
export class NoticeHandlers {
  /** When the deployment of a service was looked at last; there are as many as there are deployments. */
  readonly #lookedAt = new Map<string, { url: string; atMs: number }>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly tools: {
      knex: Knex;
      accessTokens: AccessTokens;
      reach: Reach;
      toolOrigin: string;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /** Asks a platform for its notices when it is time to. */
  refresh(source: NoticeSource): void {
    const key = JSON.stringify([source.registration.registrationId, source.deploymentId]);
    const looked = this.#lookedAt.get(key);
    const nowMs = this.tools.now().getTime();
    if (looked?.url === source.url && nowMs - looked.atMs < LOOKED_AT_MS) return;
    if (this.#running.has(key) || this.#running.size >= MOST_AT_ONCE || this.#stopping.signal.aborted) return;
    this.#lookedAt.set(key, { url: source.url, atMs: nowMs });
    this.#running.set(
      key,
      this.#refresh(source).finally(() => this.#running.delete(key)),
    );
  }

  /** Ends what is being asked, and asks no more. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Aimline is stopping.'));
    await Promise.all(this.#running.values());
  }

  async #refresh(source: NoticeSource): Promise<void> {
    const { knex, logger, now, toolOrigin } = this.tools;
    const { registrationId } = source.registration;
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const turn = await takeTurn(knex, source, now());
      if (!turn) return;
      const failure = await askForNotices(this.tools, source, `${toolOrigin}/lti/notices`, signal).then(
        () => null,
        (error: Error) => (signal.aborted ? (signal.reason as Error) : error),
      );
      // Nobody's failure; the turn ends by itself.
      if (failure !== null && this.#stopping.signal.aborted) return;
      await endTurn(knex, source, { succeeded: failure === null, now: now() });
      if (failure === null) return;
      const said = `A platform was not asked for its notices: ${failure.name}: ${failure.message}`;
      const where = { registrationId, deploymentId: source.deploymentId };
      // Once, until it has agreed again.
      if (turn.hasFailed) logger.info(said, where);
      else logger.warn(said, where);
    } catch (error) {
      logger.warn(`The notices of a platform were not looked at: ${describeFailure(error)}`, { registrationId });
    }
  }
}
