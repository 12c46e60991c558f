import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import type { RootLifecycleService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { setTimeout } from 'node:timers/promises';

/** No statement takes longer than ten seconds. */
const LONGEST_DRAIN_MS = 15_000;
const DELAY = 'backend.lifecycle.serverShutdownDelay';

/**
 * Makes answering what has been asked the first part of a shutdown. Backstage would refuse the requests under way with
 * 503, and take their connections to the database away.
 *
 *     readiness 503 ── delay ── no new connection, answers to all requests ── plugins stop ── pools close
 *
 * A request that has no answer after 15 s loses its connection.
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
  // A root lifecycle, under the name of what it extends.
  (lifecycle as RootLifecycleService).addBeforeShutdownHook(stop);
  // Backstage calls it last, when there is nothing left to be stopped.
  Object.assign(server, { stop });

  async function drain(): Promise<void> {
    await setTimeout(delayMs);
    // Of a connection that is in use now; an idle one is closed at once.
    server.keepAliveTimeout = 1;
    const inTime = new AbortController();
    const closed = new Promise((resolve) => server.close(resolve)).finally(() => inTime.abort());
    const late = setTimeout(LONGEST_DRAIN_MS, undefined, inTime).then(
      () => {
        logger.warn('Not every request was answered before the service stopped.');
        server.closeAllConnections();
      },
      () => {},
    );
    await Promise.all([closed, late]);
  }
}
