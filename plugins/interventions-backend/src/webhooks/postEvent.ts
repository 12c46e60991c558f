import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { AddressRefusedError, type OutboundPolicy, requestPublic } from '@aimline/plugin-interventions-node';
import type { Agent, IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';

/**
 * The timeout of the whole exchange. Standard Webhooks recommends 15 to 30 s, but the relay aborts a delivery after 15
 * s.
 */
const TIMEOUT_MS = 12_000;
/**
 * The maximum size of a response that is read, so that the connection can be reused; a longer one closes the
 * connection.
 */
const MAX_RESPONSE_BYTES = 16_384;

/**
 * Posts one event according to Standard Webhooks 1.0: signed with each secret, newest first; `webhook-id` is the id of the
 * event, which identifies repetitions. The body is the event in the JSON format of CloudEvents.
 *
 * @throws Error with a sentence for coordinators, unless the response is 2xx and in time. Redirects are not followed, and
 *   the outbound policy is checked at each delivery.
 */
export async function postEvent(
  event: CloudEvent,
  to: { url: string; secrets: readonly string[]; outboundPolicy: OutboundPolicy; agent: Agent; signal: AbortSignal },
): Promise<void> {
  const body = JSON.stringify(event);
  const sentAt = new Date();
  const response = await requestPublic(to.url, {
    ...to.outboundPolicy,
    ...{ agent: to.agent, signal: to.signal, timeoutMs: TIMEOUT_MS, body },
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'Aimline',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': to.secrets.map((secret) => new Webhook(secret).sign(event.id, sentAt, body)).join(' '),
    },
  }).catch((error: unknown) => {
    throw unreachable(error);
  });
  const { statusCode = 0 } = response;
  discard(response);
  if (statusCode >= 300 && statusCode < 400) {
    throw new Error(`It answered ${statusCode}: redirects are not followed.`);
  }
  if (statusCode < 200 || statusCode >= 300) throw new Error(`It answered ${statusCode}.`);
}

/** Reads and ignores a response body, so that the connection can be reused; closes it when the body is too long. */
function discard(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > MAX_RESPONSE_BYTES) response.destroy();
  });
  response.on('error', () => {});
}

function unreachable(error: unknown): Error {
  if (error instanceof AddressRefusedError) return error;
  const { code, name } = error as { code?: string; name?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') {
    return new Error(`It did not answer within ${TIMEOUT_MS / 1000} s.`, { cause: error });
  }
  return new Error(`It cannot be reached (${code ?? name}).`, { cause: error });
}
