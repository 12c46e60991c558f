import { type Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { Server } from 'node:http';

/**
 * Cuts off, with 408, who sends a request slower than anybody has to: connections that are kept half used are what a
 * server runs out of first. `backend.server` means what it means in Backstage; `maxConnections` is ours.
 */
export function limitConnections(server: Server, config: Config): void {
  server.headersTimeout = milliseconds('headersTimeout', 10_000);
  server.requestTimeout = milliseconds('requestTimeout', 30_000);
  // Longer than the minute for which proxies as a rule keep theirs: whoever closes first must not be us.
  server.keepAliveTimeout = milliseconds('keepAliveTimeout', 65_000);
  server.maxHeadersCount = config.getOptionalNumber('backend.server.maxHeadersCount') ?? 100;
  server.maxConnections = config.getOptionalNumber('backend.server.maxConnections') ?? 10_000;
  // Node looks every thirty seconds, which would be the limit then; read when the server begins to listen.
  Object.assign(server, { connectionsCheckingInterval: Math.min(server.headersTimeout, server.requestTimeout) / 10 });

  function milliseconds(name: string, fallback: number): number {
    const key = `backend.server.${name}`;
    if (!config.has(key)) return fallback;
    if (typeof config.get(key) === 'number') return config.getNumber(key);
    return durationToMilliseconds(readDurationFromConfig(config, { key }));
  }
}
