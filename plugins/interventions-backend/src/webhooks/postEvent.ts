import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { AddressRefusedError, type OutboundPolicy, requestPublic } from '@aimline/plugin-interventions-node';
import type { Agent, IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** The whole exchange; Standard Webhooks advises 15 to 30 s, and a relay waits no longer than 15. */
const TIMEOUT_MS = 12_000;
/** What of an answer is read, so that the connection can be used again; no more, whatever comes. */
const MAX_ANSWER_BYTES = 16_384;

/**
 * Posts one event as Standard Webhooks 1.0 says: signed with each secret, the newest first; `webhook-id` is the id of the
 * event, so that a repetition can be told. The body is the event in the JSON format of CloudEvents.
 *
 * @throws Error that says in a sentence why it was not taken: any answer but 2xx, or none in time. Redirects are not
 *   followed, and an address is asked only if it is public at that moment.
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
  leave(response);
  if (statusCode >= 300 && statusCode < 400) {
    throw new Error(`It answered ${statusCode}: redirects are not followed.`);
  }
  if (statusCode < 200 || statusCode >= 300) throw new Error(`It answered ${statusCode}.`);
}

/** The answer says nothing beyond its status; a long one, or one that does not end, costs the connection. */
function leave(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy();
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
