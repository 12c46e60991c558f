import { seededRandom } from '@aimline/demo/seededRandom';
import { inParallel } from '@aimline/embedded/inParallel';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { setTimeout } from 'node:timers/promises';
import { endpoints } from '../support/service';
import type { Task, Write } from './planWrites';

/** The outcomes after which a client may retry the same request: no response, and these statuses. */
const RETRYABLE = [0, 429, 503];
const RESPONSE_DEADLINE_MS = 60_000;
const TIMEOUT_MS = 20_000;
/** Share of requests sent to two processes at once, as by a double click. */
const DOUBLED_SHARE = 0.1;
/** Share of writes whose first response is abandoned, as if it was lost, after up to `MAX_ABANDON_DELAY_MS`. */
const ABANDONED_SHARE = 0.25;
const MAX_ABANDON_DELAY_MS = 60;

interface Answer {
  status: number;
  body: unknown;
}

/**
 * Concurrent users who retry what got no response, with the same `Idempotency-Key`, on any process
 * of the service. Counts requests and responses.
 */
export class Clients {
  readonly #options: { seed: string; token: string; addresses: () => readonly string[] };
  /** Requests sent, including retries. */
  attempts = 0;
  /** Writes, each counted once however often it was sent. */
  sent = 0;
  /** Writes that the service acknowledged. */
  readonly acknowledged: Write[] = [];
  /** Writes refused as expected. */
  readonly refused: Write[] = [];
  /** Descriptions of responses that should not occur. */
  readonly unexpected: string[] = [];

  constructor(options: { seed: string; token: string; addresses: () => readonly string[] }) {
    this.#options = options;
  }

  /** @param atOnce - number of concurrent users */
  async run(tasks: readonly Task[], atOnce = 8): Promise<void> {
    await inParallel(atOnce, tasks, (task) =>
      task((write) => this.#send(write)).catch((error: Error) => void this.unexpected.push(error.message)),
    );
  }

  /** @throws Error when there is no expected response within a minute, because later writes depend on it. */
  async #send(write: Write): Promise<unknown> {
    const { seed } = this.#options;
    const n = (this.sent += 1);
    const isAbandoned = seededRandom(seed, 'impatient', n) < ABANDONED_SHARE;
    let timeoutMs = isAbandoned ? Math.ceil(MAX_ABANDON_DELAY_MS * seededRandom(seed, 'awaits', n)) : TIMEOUT_MS;
    for (const startedMs = Date.now(); Date.now() - startedMs < RESPONSE_DEADLINE_MS;) {
      const places = this.#places(n);
      const sent = { write, key: `${seed}-${n}`, timeoutMs };
      const answers = await Promise.all(places.map((place) => this.#request(place, sent)));
      timeoutMs = TIMEOUT_MS;
      const final = answers.filter(({ status }) => !RETRYABLE.includes(status));
      if (final.length > 0) return this.#settle(write, final);
      await setTimeout(50 + 200 * seededRandom(seed, 'pause', this.attempts));
    }
    throw new Error(`Nobody has answered "${write.mark}" for a minute.`);
  }

  #places(n: number): readonly string[] {
    const { seed, addresses } = this.#options;
    const all = addresses();
    if (seededRandom(seed, 'twice', n) < DOUBLED_SHARE) return all;
    return [all[Math.floor(seededRandom(seed, 'place', this.attempts) * all.length)]!];
  }

  #settle(write: Write, answers: readonly Answer[]): unknown {
    const { refusal, mark, action } = write;
    const [{ status, body }] = answers as [Answer];
    const isExpected = refusal === null ? status === 200 || status === 201 : status === refusal;
    if (!isExpected) throw new Error(`${action} "${mark}": ${status} ${JSON.stringify(body)}`);
    if (answers.some((other) => JSON.stringify(other) !== JSON.stringify(answers[0]))) {
      this.unexpected.push(`${action} "${mark}" is answered in two ways.`);
    }
    (refusal === null ? this.acknowledged : this.refused).push(write);
    return body;
  }

  async #request(
    place: string,
    { write: { action, call }, key, timeoutMs }: { write: Write; key: string; timeoutMs: number },
  ): Promise<Answer> {
    this.attempts += 1;
    const { method, path } = endpoints[action]!;
    const filled = path.replace(/:(\w+)/g, (_, name: string) => call.params![name]!);
    try {
      const response = await fetch(`${place}${API_BASE}${filled}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#options.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(call.body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return { status: 0, body: null };
    }
  }
}
