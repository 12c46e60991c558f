import { AddressRefused, expectPublicUrl, type Reach } from '@aimline/plugin-interventions-node';
import { setTimeout } from 'node:timers/promises';
import { FieldError } from '../api/errors';

/** How long the name of a host may take to be found while somebody waits, and a transaction with them. */
const LOOKUP_MS = 2_000;

/**
 * An address that events may be posted to. The same is asked again at each delivery, when the name may lead elsewhere.
 *
 * @throws FieldError that says what is wrong with it.
 */
export async function expectWebhookUrl(url: string, reach: Reach): Promise<void> {
  const message = await Promise.race([
    expectPublicUrl(url, reach).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AddressRefused) return error.message;
        throw error;
      },
    ),
    setTimeout(LOOKUP_MS, `The host of "${url}" cannot be found.`, { ref: false }),
  ]);
  if (message !== null) throw new FieldError([{ path: 'body.url', message }]);
}
