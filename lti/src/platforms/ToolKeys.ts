import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { JsonWebKey } from 'node:crypto';
import { makeToolKey } from './makeToolKey';

/**
 * How long the current key is cached: a process may notice so late that a new one signs. Its predecessor stays
 * published far longer.
 */
const FRESH_MS = 60_000;
const PUBLISHED_AFTER_MS = 24 * 3_600_000;

/** A private key that signs our token requests and deep linking responses. */
export interface ToolKey {
  kid: string;
  privateKeyPem: string;
}

/**
 * The tool's own RSA keys. The first process that needs one makes it; a unique constraint ensures that only one is
 * made.
 */
export class ToolKeys {
  #active: { readAtMs: number; key: Promise<ToolKey> } | undefined;

  constructor(private readonly options: { knex: Knex; keyRing: KeyRing; now: () => Date }) {}

  /**
   * The key that signs now; cached for a minute.
   *
   * @throws Error when it was sealed with an encryption key that is not configured.
   */
  active(): Promise<ToolKey> {
    const nowMs = this.options.now().getTime();
    if (!this.#active || nowMs - this.#active.readAtMs >= FRESH_MS) {
      const reading = { readAtMs: nowMs, key: this.#readOrMake() };
      this.#active = reading;
      reading.key.catch(() => {
        if (this.#active === reading) this.#active = undefined;
      });
    }
    return this.#active.key;
  }

  /**
   * The key set to publish (RFC 7517): the key that signs now, its successor, and those that signed until a day ago.
   */
  async published(): Promise<{ keys: JsonWebKey[] }> {
    await this.active();
    const { rows } = await this.options.knex.raw<{ rows: { publicJwk: JsonWebKey }[] }>(
      `select k.public_jwk as "publicJwk"
       from directory.lti_tool_key k
       where not exists (
         select from directory.lti_tool_key successor
         where successor.predecessor_kid = k.kid
           and successor.signs_from < :retiredBefore
       )
       order by k.signs_from desc`,
      { retiredBefore: new Date(this.options.now().getTime() - PUBLISHED_AFTER_MS) },
    );
    return { keys: rows.map((row) => row.publicJwk) };
  }

  async #readOrMake(): Promise<ToolKey> {
    const key = await this.#read();
    if (key) return key;
    const { knex, keyRing } = this.options;
    // Valid from the epoch on: the clocks of processes that start together may differ.
    await makeToolKey(knex, { predecessorKid: null, signsFrom: new Date(0), keyRing });
    const made = await this.#read();
    if (!made) throw new Error('The tool key was made, but cannot be found.');
    return made;
  }

  async #read(): Promise<ToolKey | undefined> {
    const { rows } = await this.options.knex.raw<{ rows: { kid: string; sealed: Buffer }[] }>(
      `select kid, sealed_private_key as sealed
       from directory.lti_tool_key
       where signs_from <= :now
       order by signs_from desc
       limit 1`,
      { now: this.options.now() },
    );
    const [row] = rows;
    if (!row) return undefined;
    try {
      return { kid: row.kid, privateKeyPem: this.options.keyRing.unseal(row.sealed, row.kid) };
    } catch (cause) {
      throw new Error(
        'The tool key cannot be decrypted with interventions.encryptionKey or any of interventions.previousEncryptionKeys.',
        { cause },
      );
    }
  }
}
