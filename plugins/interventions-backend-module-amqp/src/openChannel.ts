import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { Options } from 'amqplib';
import type { AmqpConfig } from './readAmqpConfig';

/** How long the broker may take to open a connection, and to confirm an event. */
const TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 1_000;

/** A connection to RabbitMQ with one channel, whose events arrive in the order in which they are published. */
export interface Channel {
  /**
   * Resolves once the broker has stored the event in every queue bound for it.
   *
   * @throws NotFoundError when no queue is bound for it.
   * @throws ServiceUnavailableError when the broker refuses it, or the connection ends before it is confirmed.
   */
  publish(event: CloudEvent): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects, and makes the exchange if it is missing. A broker that does not answer in time, and one that is short of
 * memory or disk and reads no further, loses the connection: nothing waits in it.
 *
 * @param onEnd told once, when the connection has ended, by whomever.
 * @throws ServiceUnavailableError when the broker is out of reach, does not accept the login, or has an exchange of this
 *   name that is of another kind.
 */
export async function openChannel({ url, exchange }: AmqpConfig, onEnd: (reason: Error) => void): Promise<Channel> {
  // Here, so that whoever has no RabbitMQ does not load it
  const { connect } = await import('amqplib');
  const socket = new AbortController();
  let opened = false;
  const end = (reason: Error) => {
    if (socket.signal.aborted) return;
    socket.abort(reason);
    if (opened) onEnd(new ServiceUnavailableError('The connection to RabbitMQ has ended', reason));
  };
  const whyEnded = (error: Error): Error => socket.signal.reason ?? error;
  const opening = setTimeout(end, TIMEOUT_MS, new Error(`it does not answer within ${TIMEOUT_MS / 1000} seconds`));
  try {
    // The signal is an option of the socket, to which the library hands them all.
    const options = { signal: socket.signal, noDelay: true, clientProperties: { connection_name: 'aimline' } };
    const connection = await connect(url, options);
    connection.on('error', end);
    connection.on('close', (error) => end(error ?? new Error('the connection was closed')));
    connection.on('blocked', (reason) => end(new Error(`it accepts no messages at the moment, because of ${reason}`)));
    const channel = await connection.createConfirmChannel();
    channel.on('error', end);
    // A message that no queue takes comes back before its confirmation (basic.return before basic.ack).
    const returnedIds: string[] = [];
    channel.on('return', ({ properties }) => returnedIds.push(properties.messageId));
    await channel.assertExchange(exchange, 'topic', { durable: true });
    opened = true;

    return {
      publish: (event) =>
        new Promise((resolve, reject) => {
          const routingKey = `${event.tenantid}.${event.type}`;
          const body = Buffer.from(JSON.stringify(event));
          channel.publish(exchange, routingKey, body, propertiesOf(event), (error) => {
            clearTimeout(confirming);
            const at = returnedIds.indexOf(event.id);
            if (at >= 0) returnedIds.splice(at, 1);
            if (error) {
              reject(new ServiceUnavailableError(`RabbitMQ has not taken event ${event.id}`, whyEnded(error)));
            } else if (at >= 0) {
              reject(
                new NotFoundError(`RabbitMQ has no queue for "${routingKey}": bind one to the exchange "${exchange}".`),
              );
            } else resolve();
          });
          const silence = new Error(`it does not confirm within ${TIMEOUT_MS / 1000} seconds`);
          const confirming = setTimeout(end, TIMEOUT_MS, silence);
        }),
      async close() {
        const closing = setTimeout(end, CLOSE_TIMEOUT_MS, new Error('it does not let go'));
        await new Promise((resolve) => {
          connection.once('close', resolve);
          // Never resolves when the broker does not answer
          connection.close().catch(resolve);
        });
        clearTimeout(closing);
      },
    };
  } catch (error) {
    const reason = whyEnded(error as Error);
    end(reason);
    throw new ServiceUnavailableError('RabbitMQ is out of reach', reason);
  } finally {
    clearTimeout(opening);
  }
}

/** The AMQP binding of CloudEvents 1.0: structured content mode (3.2), with the attributes as properties too (3.2.3). */
function propertiesOf({ data: _data, datacontenttype: _type, ...attributes }: CloudEvent): Options.Publish {
  return {
    mandatory: true,
    persistent: true,
    contentType: 'application/cloudevents+json; charset=utf-8',
    messageId: attributes.id,
    type: attributes.type,
    timestamp: Math.floor(Date.parse(attributes.time) / 1000),
    headers: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`cloudEvents_${name}`, value])),
  };
}
