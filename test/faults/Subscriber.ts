import type { Call } from '@aimline/plugin-interventions-common/client';
import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import type { ServerResponse } from 'node:http';
import { type Receiver, startReceiver } from '../support/startReceiver';
import type { Arrival } from './countArrivals';

/**
 * Handles one delivery; resolves, after the response or the end of the connection, with whether the event is accepted.
 *
 * @param call - number of earlier deliveries of this event
 */
export type Manner = (response: ServerResponse, event: CloudEvent, call: number) => Promise<boolean> | boolean;

/** A system that receives a webhook, and the events it accepted. */
export class Subscriber {
  readonly name: string;
  readonly arrivals: Arrival[] = [];
  /** Deliveries, accepted or not. */
  calls = 0;
  readonly #receiver: Receiver;

  private constructor(name: string, receiver: Receiver, manner: Manner) {
    this.name = name;
    this.#receiver = receiver;
    const callsOf = new Map<string, number>();
    receiver.answer = async (response, { body }) => {
      const event = JSON.parse(body) as CloudEvent;
      const call = callsOf.get(event.id) ?? 0;
      callsOf.set(event.id, call + 1);
      this.calls += 1;
      const atMs = Date.now();
      receiver.received.length = 0;
      if (await manner(response, event, call)) this.arrivals.push({ event, atMs });
    };
  }

  /** Subscribes to all future events. */
  static async subscribe(call: Call, name: string, manner: Manner = take): Promise<Subscriber> {
    const receiver = await startReceiver();
    await call('webhook.create', { body: { url: receiver.url, description: name } });
    return new Subscriber(name, receiver, manner);
  }

  close(): Promise<void> {
    return this.#receiver.close();
  }
}

/** Accepts the event. */
export function take(response: ServerResponse): boolean {
  response.writeHead(204).end();
  return true;
}
