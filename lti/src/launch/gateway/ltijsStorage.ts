import type { Database, Row } from 'ltijs';
import type { JsonWebKey } from 'node:crypto';
import type { Registration } from '../../platforms/Registration';

/** The launch that ltijs is verifying: this platform is the only one it sees. */
export interface LtijsTask {
  registration: Registration;
  /** The platform's key that the id_token names. */
  platformKey: JsonWebKey;
}

/**
 * The database plugin that ltijs requires. It stores nothing: platform and key come from the task, personal data that
 * ltijs would store (idtoken, contexttoken) is dropped, and nonces are consumed with their login. It has no access to
 * the tool's own keys.
 */
export function createLtijsStorage(task: () => LtijsTask): Database {
  const read: Record<string, (query: Row) => Row | undefined> = {
    platform({ platformUrl, clientId }) {
      const { registration, platformKey } = task();
      if (platformUrl !== registration.issuer || clientId !== registration.clientId) return undefined;
      return {
        platformName: registration.issuer,
        platformUrl,
        clientId,
        authEndpoint: registration.authorizationEndpoint,
        accesstokenEndpoint: registration.tokenEndpoint,
        // ltijs requires a kid here, and nothing reads it.
        kid: registration.registrationId,
        authConfig: { method: 'JWK_KEY', key: platformKey },
      };
    },
    // Without a row ltijs assumes "active" as well; the guard checks whether the deployment is.
    platformStatus: ({ id }) => ({ id, active: true }),
  };

  return {
    async setup() {},
    async Close() {},
    async Get(_key, collection, query = {}) {
      const row = read[collection]?.(query);
      return row ? [row] : false;
    },
    async Insert() {},
    async Replace() {},
    async Modify() {},
    async Delete() {},
  };
}
