import type { Database, Row } from 'ltijs';
import type { JsonWebKey } from 'node:crypto';
import type { Registration } from '../../platforms/Registration';

/** What ltijs is working on: it may know this platform and no other. */
export interface LtijsTask {
  registration: Registration;
  /** The key that the id_token names. */
  platformKey: JsonWebKey;
}

/**
 * The storage that ltijs asks for. It keeps nothing: platforms and keys come from the task, what ltijs would keep of people
 * (idtoken, contexttoken) is dropped. Nonces are spent with their login. Keys of the tool are out of its reach.
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
        // Names the platform in a place that nothing reads.
        kid: registration.registrationId,
        authConfig: { method: 'JWK_KEY', key: platformKey },
      };
    },
    // A missing row would mean "active"; whether a deployment is active, the guard decides.
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
