import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import type { EventSink } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { type Channel, openChannel } from './openChannel';
import type { AmqpConfig } from './readAmqpConfig';

/** A broker that is down, or does not accept the login, is asked again after this, however many events wait. */
const PAUSE_MS = 1_000;

/**
 * Publishes events to RabbitMQ, over one connection that the first event opens, and the next one after it was lost.
 *
 * Nothing is kept here: the outbox is the buffer. What the broker has not confirmed fails within the bounds of
 * `openLine`, and is delivered again.
 */
export class AmqpSink implements EventSink {
  readonly name = 'rabbitmq';
  readonly #config: AmqpConfig;
  readonly #logger: LoggerService;
  readonly #underWay = new Set<Promise<void>>();
  #line: Promise<Channel> | null = null;
  #away = false;
  #stopped = false;

  constructor({ logger, ...config }: AmqpConfig & { logger: LoggerService }) {
    this.#config = config;
    this.#logger = logger;
  }

  /**
   * Resolves once the broker has stored the event in every queue bound for it.
   *
   * @throws NotFoundError when no queue is bound for it.
   * @throws ServiceUnavailableError when the broker is out of reach or does not confirm it.
   */
  async deliver(event: CloudEvent): Promise<void> {
    if (this.#stopped) throw new ServiceUnavailableError('Aimline is stopping and sends nothing more to RabbitMQ.');
    const delivery = this.#publish(event);
    this.#underWay.add(delivery);
    try {
      await delivery;
    } finally {
      this.#underWay.delete(delivery);
    }
  }

  /** Ends the connection after the deliveries under way; none begins any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled(this.#underWay);
    const line = await this.#line?.catch(() => null);
    await line?.close();
  }

  async #publish(event: CloudEvent): Promise<void> {
    const line = await (this.#line ??= this.#open());
    await line.publish(event);
    if (!this.#away) return;
    this.#away = false;
    this.#logger.info('RabbitMQ takes events again.');
  }

  async #open(): Promise<Channel> {
    try {
      return await openChannel(this.#config, (reason) => {
        this.#line = null;
        this.#complain(reason);
      });
    } catch (error) {
      // Until then every delivery fails with this error.
      setTimeout(() => (this.#line = null), PAUSE_MS).unref();
      this.#complain(error as Error);
      throw error;
    }
  }

  /** Once, until the broker takes an event again. */
  #complain({ message }: Error): void {
    if (this.#away || this.#stopped) return;
    this.#away = true;
    this.#logger.warn(`Events for RabbitMQ wait in the outbox: ${message}`);
  }
}
