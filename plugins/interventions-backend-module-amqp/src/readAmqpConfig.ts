import type { RootConfigService } from '@backstage/backend-plugin-api';

export interface AmqpConfig {
  /** Contains the login, so it is never logged. */
  url: string;
  exchange: string;
}

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads the configuration; null when no URL is set, or an empty one as from an environment variable.
 *
 * @throws Error when the URL is not one of RabbitMQ, or would send the login over the network without TLS
 */
export function readAmqpConfig(config: RootConfigService): AmqpConfig | null {
  const key = 'interventions.amqp.url';
  if (config.getOptional(key) === '') return null;
  const url = config.getOptionalString(key);
  if (url === undefined) return null;
  // The message does not quote the URL, which contains a password.
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (hostname === '' || !(protocol === 'amqps:' || (protocol === 'amqp:' && LOCAL_HOSTS.has(hostname)))) {
    throw new Error(`${key} points to "${protocol}//${hostname}": expected amqps, or amqp on localhost.`);
  }
  return { url, exchange: config.getOptionalString('interventions.amqp.exchange') ?? 'aimline.events' };
}
