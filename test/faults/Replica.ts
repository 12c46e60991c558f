import { tmpdir } from 'node:os';
import type { TestDatabase } from '../support/database';
import { type ServiceProcess, startServiceProcess } from '../support/startServiceProcess';

/** One of several processes of the service on one database, which may be killed and comes back. */
export class Replica {
  readonly #start: () => Promise<ServiceProcess>;
  #running: Promise<ServiceProcess>;
  #address = '';
  #log = '';

  /** @param amqpUrl - of a RabbitMQ that events are published to */
  constructor(db: TestDatabase, amqpUrl?: string) {
    const options = { db, origin: 'http://localhost', appDirectory: tmpdir(), ...(amqpUrl ? { amqpUrl } : {}) };
    this.#start = async () => {
      const running = await startServiceProcess(options);
      this.#address = running.address;
      return running;
    };
    this.#running = this.#start();
    // whoever asks whether it is ready is told
    this.#running.catch(() => {});
  }

  /** Where it was reached last: nobody answers there between a kill and the next start. */
  get address(): string {
    return this.#address;
  }

  /** All that it logged in its lives that are over. */
  get log(): string {
    return this.#log;
  }

  async ready(): Promise<void> {
    await this.#running;
  }

  /** Ends it in the middle of whatever it does, once it runs, and has it start again. */
  async kill(): Promise<void> {
    await this.end();
    this.#running = this.#start();
    this.#running.catch(() => {});
  }

  /** As `kill`, for good. */
  async end(): Promise<void> {
    const running = await this.#running;
    await running.kill();
    this.#log += running.log();
  }
}
