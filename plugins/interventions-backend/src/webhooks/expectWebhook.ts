import {
  AddressRefusedError,
  expectPublicUrl,
  FieldError,
  type FieldProblem,
  type OutboundPolicy,
} from '@aimline/plugin-interventions-node';
import { setTimeout } from 'node:timers/promises';
import type { WebhookTools } from './WebhookTools';

/** The timeout of the DNS lookup, during which a user waits. */
const LOOKUP_TIMEOUT_MS = 2_000;

/**
 * Checks that the outbound policy allows the URL of a webhook and that its event types exist. Uses DNS, so call it outside
 * of a transaction. Each delivery checks the address again, because DNS may change.
 *
 * @throws FieldError with the invalid fields
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
  const message = await problemWith(url, outboundPolicy);
  if (message !== null) throw new FieldError([{ path: 'body.url', message }]);
}

function problemWith(url: string, outboundPolicy: OutboundPolicy): Promise<string | null> {
  return Promise.race([
    expectPublicUrl(url, outboundPolicy).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AddressRefusedError) return error.message;
        throw error;
      },
    ),
    setTimeout(LOOKUP_TIMEOUT_MS, `The host of "${url}" cannot be found.`, { ref: false }),
  ]);
}
