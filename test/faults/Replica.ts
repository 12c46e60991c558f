import { tmpdir } from 'node:os';
import type { TestDatabase } from '../support/database';
import { type ServiceProcess, startServiceProcess } from '../support/startServiceProcess';

/** One of several processes of the service on one database; it can be killed and restarts. */
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
    // a failed start is reported by `ready`
    this.#running.catch(() => {});
  }

  /** The last address of the process; nothing listens there between a kill and the next start. */
  get address(): string {
    return this.#address;
  }

  /** The logs of the processes that have ended. */
  get log(): string {
    return this.#log;
  }

  async ready(): Promise<void> {
    await this.#running;
  }

  /** Kills the process once it is running, and starts a new one. */
  async kill(): Promise<void> {
    await this.end();
    this.#running = this.#start();
    this.#running.catch(() => {});
  }

  /** Kills the process without starting a new one. */
  async end(): Promise<void> {
    const running = await this.#running;
    await running.kill();
    this.#log += running.log();
  }
}
