import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import type { RootLifecycleService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { setTimeout } from 'node:timers/promises';

/** Maximum time for requests in progress; longer than the statement timeout of ten seconds. */
const DRAIN_TIMEOUT_MS = 15_000;
const DELAY = 'backend.lifecycle.serverShutdownDelay';

/**
 * Makes a shutdown answer the requests in progress first. Backstage alone would refuse them with 503 and close their
 * connections to the database.
 *
 *     readiness 503 ── delay ── no new connection, answers to all requests ── plugins stop ── pools close
 *
 * A request that is not answered within 15 s loses its connection.
 */
export function drainFirst({
  server,
  lifecycle,
  config,
  logger,
}: Pick<RootHttpRouterConfigureContext, 'server' | 'lifecycle' | 'config' | 'logger'>): void {
  const delayMs = config.has(DELAY) ? durationToMilliseconds(readDurationFromConfig(config, { key: DELAY })) : 0;
  let drained: Promise<void> | undefined;
  const stop = () => (drained ??= drain());
  // Backstage passes a RootLifecycleService here, although it declares only the interface that this extends.
  (lifecycle as RootLifecycleService).addBeforeShutdownHook(stop);
  // Backstage calls `stop` last; by then the server has stopped, and it returns the same promise.
  Object.assign(server, { stop });

  async function drain(): Promise<void> {
    await setTimeout(delayMs);
    // Closes connections that are in use as soon as they are idle; `close` closes the idle ones at once.
    server.keepAliveTimeout = 1;
    const inTime = new AbortController();
    const closed = new Promise((resolve) => server.close(resolve)).finally(() => inTime.abort());
    const late = setTimeout(DRAIN_TIMEOUT_MS, undefined, inTime).then(
      () => {
        logger.warn('Not every request was answered before the service stopped.');
        server.closeAllConnections();
      },
      () => {},
    );
    await Promise.all([closed, late]);
  }
}
