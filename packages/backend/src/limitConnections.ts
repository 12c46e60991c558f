import { type Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { Server } from 'node:http';

/**
 * Limits connections: a request that arrives too slowly gets 408 and is disconnected, because half-used connections are
 * what a server runs out of first. Reads `backend.server` as Backstage does; `maxConnections` is ours.
 */
export function limitConnections(server: Server, config: Config): void {
  server.headersTimeout = milliseconds('headersTimeout', 10_000);
  server.requestTimeout = milliseconds('requestTimeout', 30_000);
  // Longer than the 60 s for which proxies usually hold an idle connection, because the proxy must be the one that
  // closes it.
  server.keepAliveTimeout = milliseconds('keepAliveTimeout', 65_000);
  server.maxHeadersCount = config.getOptionalNumber('backend.server.maxHeadersCount') ?? 100;
  server.maxConnections = config.getOptionalNumber('backend.server.maxConnections') ?? 10_000;
  // Node checks every 30 s by default, which would be the effective limit; it reads this when the server begins to listen.
  Object.assign(server, { connectionsCheckingInterval: Math.min(server.headersTimeout, server.requestTimeout) / 10 });

  function milliseconds(name: string, fallback: number): number {
    const key = `backend.server.${name}`;
    if (!config.has(key)) return fallback;
    if (typeof config.get(key) === 'number') return config.getNumber(key);
    return durationToMilliseconds(readDurationFromConfig(config, { key }));
  }
}
