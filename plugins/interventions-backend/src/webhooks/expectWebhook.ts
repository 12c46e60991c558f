import {
  AddressRefusedError,
  expectPublicUrl,
  FieldError,
  type FieldProblem,
  type OutboundPolicy,
} from '@aimline/plugin-interventions-node';
import { setTimeout } from 'node:timers/promises';
import type { WebhookTools } from './WebhookTools';

/** How long the name of a host may take to be found while somebody waits. */
const LOOKUP_MS = 2_000;

/**
 * That events may be posted to an address, and that there are the events it wants. Asks DNS: outside of a transaction. The
 * address is asked for again at each delivery, when the name may lead elsewhere.
 *
 * @throws FieldError that says what is wrong.
 */
export async function expectWebhook(
  { eventsKnown, outboundPolicy }: Pick<WebhookTools, 'eventsKnown' | 'outboundPolicy'>,
  { url, eventTypes }: { url: string; eventTypes: readonly string[] },
): Promise<void> {
  const known = eventsKnown().flatMap(({ type, isSubscribable }) => (isSubscribable ? [type] : []));
  const problems: FieldProblem[] = eventTypes.flatMap((type, i) =>
    known.includes(type) ? [] : [{ path: `body.eventTypes.${i}`, message: `Expected one of: ${known.join(', ')}.` }],
  );
  if (problems.length > 0) throw new FieldError(problems);
  const message = await findFault(url, outboundPolicy);
  if (message !== null) throw new FieldError([{ path: 'body.url', message }]);
}

function findFault(url: string, outboundPolicy: OutboundPolicy): Promise<string | null> {
  return Promise.race([
    expectPublicUrl(url, outboundPolicy).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AddressRefusedError) return error.message;
        throw error;
      },
    ),
    setTimeout(LOOKUP_MS, `The host of "${url}" cannot be found.`, { ref: false }),
  ]);
}
