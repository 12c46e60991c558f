import type { Database, Row } from 'ltijs';
import type { JsonWebKey } from 'node:crypto';
import type { Registration } from '../registration';
import type { ToolKey } from '../toolKeys';
import type { AccessTokens } from './AccessTokens';

/** What ltijs is working on: it may know this platform and no other. */
export interface LtijsTask {
  registration: Registration;
  /** The key that the id_token names; absent when there is none to verify. */
  platformKey?: JsonWebKey;
  toolKey: ToolKey;
}

/**
 * The storage that ltijs asks for. It keeps almost nothing: platforms and keys come from the task, what ltijs would
 * keep of people (idtoken, contexttoken) is dropped, access tokens stay in memory. Nonces are spent with their login.
 */
export function createLtijsStorage(options: { task: () => LtijsTask; accessTokens: AccessTokens }): Database {
  const { task, accessTokens } = options;

  const read: Record<string, (query: Row) => Row | undefined> = {
    platform({ platformUrl, clientId }) {
      const { registration, platformKey, toolKey } = task();
      if (platformUrl !== registration.issuer || clientId !== registration.clientId) return undefined;
      return {
        platformName: registration.issuer,
        platformUrl,
        clientId,
        authEndpoint: registration.authorizationEndpoint,
        accesstokenEndpoint: registration.tokenEndpoint,
        authorizationServer: registration.tokenAudience ?? undefined,
        kid: toolKey.kid,
        authConfig: { method: 'JWK_KEY', key: platformKey },
      };
    },
    // A missing row would mean "active"; whether a deployment is active, the guard decides.
    platformStatus: ({ id }) => ({ id, active: true }),
    privatekey({ kid }) {
      const { toolKey } = task();
      return kid === toolKey.kid ? { kid, key: toolKey.privateKeyPem } : undefined;
    },
    accesstoken: ({ scopes }) => accessTokens.find(task().registration.registrationId, String(scopes)),
  };

  return {
    async setup() {},
    async Close() {},
    async Get(_key, collection, query = {}) {
      const row = read[collection]?.(query);
      return row ? [row] : false;
    },
    async Insert() {},
    async Replace(_key, collection, query, item) {
      if (collection !== 'accesstoken') return;
      const { token } = item as { token: { expires_in?: unknown } };
      accessTokens.keep(task().registration.registrationId, String(query.scopes), token);
    },
    async Modify() {},
    async Delete() {},
  };
}
