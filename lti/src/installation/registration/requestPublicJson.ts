import {
  AddressRefusedError,
  expectPublicUrl,
  type OutboundPolicy,
  requestJson,
} from '@aimline/plugin-interventions-node';
import { InstallRefusedError } from '../InstallRefusedError';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 500_000;

export interface RegistrationRequest extends OutboundPolicy {
  bearer?: string | undefined;
  /** Posted as JSON; without a body, the request is a GET. */
  body?: object;
}

/**
 * Requests JSON from an address that an untrusted party named.
 *
 * @throws InstallRefusedError that names the address and the reason.
 */
export async function requestPublicJson(address: string, options: RegistrationRequest): Promise<unknown> {
  const { bearer, body, ...outboundPolicy } = options;
  try {
    return await requestJson(address, {
      ...outboundPolicy,
      headers: {
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
  } catch (cause) {
    if (cause instanceof AddressRefusedError) throw new InstallRefusedError(cause.status, cause.message, { cause });
    const { origin } = new URL(address);
    throw new InstallRefusedError(424, `"${origin}" cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

/** @throws InstallRefusedError when the outbound policy refuses the address. */
export async function expectPublicEndpoint(address: string, outboundPolicy: OutboundPolicy): Promise<void> {
  await expectPublicUrl(address, outboundPolicy).catch((cause) => {
    throw cause instanceof AddressRefusedError
      ? new InstallRefusedError(cause.status, cause.message, { cause })
      : cause;
  });
}
