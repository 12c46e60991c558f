import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import type { EventSink } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { type Channel, openChannel } from './openChannel';
import type { AmqpConfig } from './readAmqpConfig';

/** The minimum delay between two attempts to connect, however many events wait. */
const RECONNECT_DELAY_MS = 1_000;

/**
 * Publishes events to RabbitMQ over one connection, opened by the first event, and by the next event after it was lost.
 *
 * Buffers nothing: the outbox is the buffer. An event that the broker does not confirm fails within the timeouts of
 * `openChannel`, and the relay retries it.
 */
export class AmqpSink implements EventSink {
  readonly name = 'rabbitmq';
  readonly #config: AmqpConfig;
  readonly #logger: LoggerService;
  readonly #inProgress = new Set<Promise<void>>();
  #channel: Promise<Channel> | null = null;
  #isDown = false;
  #isStopped = false;

  constructor({ logger, ...config }: AmqpConfig & { logger: LoggerService }) {
    this.#config = config;
    this.#logger = logger;
  }

  /**
   * Resolves once the broker has confirmed that the event is stored in every bound queue.
   *
   * @throws NotFoundError when no queue is bound for the event
   * @throws ServiceUnavailableError when the broker cannot be reached or does not confirm the event
   */
  async deliver(event: CloudEvent): Promise<void> {
    if (this.#isStopped) throw new ServiceUnavailableError('Aimline is stopping and publishes no more events.');
    const delivery = this.#publish(event);
    this.#inProgress.add(delivery);
    try {
      await delivery;
    } finally {
      this.#inProgress.delete(delivery);
    }
  }

  /** Rejects new deliveries, waits for those in progress, and closes the connection. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled(this.#inProgress);
    const channel = await this.#channel?.catch(() => null);
    await channel?.close();
  }

  async #publish(event: CloudEvent): Promise<void> {
    const channel = await (this.#channel ??= this.#open());
    await channel.publish(event);
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#logger.info('RabbitMQ accepts events again.');
  }

  async #open(): Promise<Channel> {
    try {
      return await openChannel(this.#config, (reason) => {
        this.#channel = null;
        this.#warnOnce(reason);
      });
    } catch (error) {
      // Until the next attempt every delivery fails with this error.
      setTimeout(() => (this.#channel = null), RECONNECT_DELAY_MS).unref();
      this.#warnOnce(error as Error);
      throw error;
    }
  }

  /** Warns on the first failure only, until the broker accepts an event again. */
  #warnOnce({ message }: Error): void {
    if (this.#isDown || this.#isStopped) return;
    this.#isDown = true;
    this.#logger.warn(`Events for RabbitMQ wait in the outbox: ${message}`);
  }
}
