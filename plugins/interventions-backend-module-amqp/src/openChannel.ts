import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { Options } from 'amqplib';
import type { AmqpConfig } from './readAmqpConfig';

/** The timeout of opening a connection, and of the confirmation of an event. */
const TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 1_000;

/** A connection to RabbitMQ with one channel, whose events arrive in the order in which they are published. */
export interface Channel {
  /**
   * Resolves once the broker has confirmed that the event is stored in every bound queue.
   *
   * @throws NotFoundError when no queue is bound for the event
   * @throws ServiceUnavailableError when the broker rejects it, or the connection is lost before the confirmation
   */
  publish(event: CloudEvent): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects, and creates the exchange if it is missing. The connection is closed when the broker does not answer in time, or
 * blocks because it is short of memory or disk, so that no event waits in it.
 *
 * @param onEnd called once when the connection has ended, on either side
 * @throws ServiceUnavailableError when the broker cannot be reached, rejects the login, or has an exchange of this name but
 *   another type
 */
export async function openChannel({ url, exchange }: AmqpConfig, onEnd: (reason: Error) => void): Promise<Channel> {
  // Imported here, so that installations without RabbitMQ do not load it
  const { connect } = await import('amqplib');
  const socket = new AbortController();
  let opened = false;
  const end = (reason: Error) => {
    if (socket.signal.aborted) return;
    socket.abort(reason);
    if (opened) onEnd(new ServiceUnavailableError('The connection to RabbitMQ has ended', reason));
  };
  const whyEnded = (error: Error): Error => socket.signal.reason ?? error;
  const opening = setTimeout(end, TIMEOUT_MS, new Error(`it did not answer within ${TIMEOUT_MS / 1000} seconds`));
  try {
    // The library passes all options to the socket, the signal included.
    const options = { signal: socket.signal, noDelay: true, clientProperties: { connection_name: 'aimline' } };
    const connection = await connect(url, options);
    connection.on('error', end);
    connection.on('close', (error) => end(error ?? new Error('the connection was closed')));
    connection.on('blocked', (reason) => end(new Error(`it has blocked publishing: ${reason}`)));
    const channel = await connection.createConfirmChannel();
    channel.on('error', end);
    // A message without a queue is returned before its confirmation (basic.return before basic.ack).
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
              reject(new ServiceUnavailableError(`RabbitMQ has not accepted event ${event.id}`, whyEnded(error)));
            } else if (at >= 0) {
              reject(
                new NotFoundError(`RabbitMQ has no queue for "${routingKey}": bind one to the exchange "${exchange}".`),
              );
            } else resolve();
          });
          const timedOut = new Error(`it did not confirm within ${TIMEOUT_MS / 1000} seconds`);
          const confirming = setTimeout(end, TIMEOUT_MS, timedOut);
        }),
      async close() {
        const closing = setTimeout(end, CLOSE_TIMEOUT_MS, new Error('it did not close the connection'));
        await new Promise((resolve) => {
          connection.once('close', resolve);
          // Never settles when the broker does not answer
          connection.close().catch(resolve);
        });
        clearTimeout(closing);
      },
    };
  } catch (error) {
    const reason = whyEnded(error as Error);
    end(reason);
    throw new ServiceUnavailableError('RabbitMQ cannot be reached', reason);
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
