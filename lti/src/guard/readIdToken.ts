import { z } from 'zod';
import type { LaunchChecks } from './LaunchChecks';
import { LaunchRefusedError } from './LaunchRefusedError';

const Header = z.object({ alg: z.unknown().optional(), kid: z.unknown().optional() });

/** The parts of an id_token, not yet verified. */
export interface UnverifiedIdToken {
  kid: string;
  payload: unknown;
}

/**
 * Decodes an id_token without verifying it (RFC 7515, compact serialization).
 *
 * @throws LaunchRefusedError token_readable, token_algorithm when it is not RS256, key_named when it has no kid.
 */
export function readIdToken(idToken: string, checks: LaunchChecks): UnverifiedIdToken {
  const [header, payload] = idToken.split('.').slice(0, 2).map(readPart);
  checks.pass('token_readable');
  const { alg, kid } = Header.safeParse(header).data ?? {};
  checks.expect('token_algorithm', alg === 'RS256');
  checks.expect('key_named', typeof kid === 'string' && kid !== '' && kid.length <= 255);
  return { kid: String(kid), payload };
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    // Without the cause: the parser quotes the invalid text, which may be personal data, and refusals are logged.
    throw new LaunchRefusedError('token_readable');
  }
}
