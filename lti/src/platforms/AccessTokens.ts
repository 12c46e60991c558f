import type { OutboundPolicy } from '@aimline/plugin-interventions-node';
import type { Registration } from './Registration';
import type { ToolKeys } from './ToolKeys';
import { requestAccessToken } from './requestAccessToken';

/** An access token is not used in its last minute. */
const MARGIN_MS = 60_000;

/** Access tokens for the services of platforms, one for each registration and scope; in memory only. */
export class AccessTokens {
  readonly #tokens = new Map<string, { authorization: string; endsAtMs: number }>();

  constructor(private readonly options: { toolKeys: ToolKeys; outboundPolicy: OutboundPolicy; now: () => Date }) {}

  /**
   * The value of an Authorization header, good for a minute and more.
   *
   * @param renewed asks for another one than the one that is kept: the platform did not take it.
   * @throws AddressRefusedError when the token endpoint is not to be asked.
   * @throws Error when the platform gives no token in time.
   */
  async authorization(
    registration: Registration,
    scope: string,
    { signal, renewed }: { signal: AbortSignal; renewed: boolean },
  ): Promise<string> {
    const { toolKeys, outboundPolicy, now } = this.options;
    const name = `${registration.registrationId} ${scope}`;
    const kept = this.#tokens.get(name);
    if (kept && !renewed && kept.endsAtMs > now().getTime()) return kept.authorization;
    const asking = { key: await toolKeys.active(), outboundPolicy, now: now(), signal };
    const { accessToken, lifetimeSeconds } = await requestAccessToken(registration, scope, asking);
    const authorization = `Bearer ${accessToken}`;
    this.#tokens.set(name, { authorization, endsAtMs: asking.now.getTime() + lifetimeSeconds * 1000 - MARGIN_MS });
    return authorization;
  }
}
