import type { OutboundPolicy } from '@aimline/plugin-interventions-node';
import type { Registration } from './Registration';
import type { ToolKeys } from './ToolKeys';
import { requestAccessToken } from './requestAccessToken';

/** An access token is not used in its last minute. */
const MARGIN_MS = 60_000;

/** Cache of access tokens for the services of platforms, one per registration and scope; in memory only. */
export class AccessTokens {
  readonly #tokens = new Map<string, { authorization: string; endsAtMs: number }>();

  constructor(private readonly options: { toolKeys: ToolKeys; outboundPolicy: OutboundPolicy; now: () => Date }) {}

  /**
   * The value of an Authorization header that is valid for at least another minute.
   *
   * @param renewed requests a new token although one is cached, because the platform refused that one.
   * @throws AddressRefusedError when the outbound policy refuses the token endpoint.
   * @throws Error when the platform returns no token within the timeout.
   */
  async authorization(
    registration: Registration,
    scope: string,
    { signal, renewed }: { signal: AbortSignal; renewed: boolean },
  ): Promise<string> {
    const { toolKeys, outboundPolicy, now } = this.options;
    const name = `${registration.registrationId} ${scope}`;
    const cached = this.#tokens.get(name);
    if (cached && !renewed && cached.endsAtMs > now().getTime()) return cached.authorization;
    const request = { key: await toolKeys.active(), outboundPolicy, now: now(), signal };
    const { accessToken, lifetimeSeconds } = await requestAccessToken(registration, scope, request);
    const authorization = `Bearer ${accessToken}`;
    this.#tokens.set(name, { authorization, endsAtMs: request.now.getTime() + lifetimeSeconds * 1000 - MARGIN_MS });
    return authorization;
  }
}
