import { z } from 'zod';
import { LaunchRefused } from './launchRefused';

const Header = z.object({ alg: z.unknown().optional(), kid: z.unknown().optional() });

/** An id_token taken apart, not yet verified. */
export interface UnverifiedIdToken {
  kid: string;
  payload: unknown;
}

/**
 * Takes an id_token apart (RFC 7515, compact serialization).
 *
 * @throws LaunchRefused token_readable, token_algorithm when it is not RS256, key_named when it has no kid.
 */
export function readIdToken(idToken: string): UnverifiedIdToken {
  const [header, payload] = idToken.split('.').slice(0, 2).map(readPart);
  const { alg, kid } = Header.safeParse(header).data ?? {};
  if (alg !== 'RS256') throw new LaunchRefused('token_algorithm');
  if (typeof kid !== 'string' || kid === '' || kid.length > 255) throw new LaunchRefused('key_named');
  return { kid, payload };
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new LaunchRefused('token_readable', { cause });
  }
}
