import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { JsonWebKey } from 'node:crypto';
import { makeToolKey } from './makeToolKey';

/** How late a process may notice that another key has taken over; the one before is published far longer. */
const FRESH_MS = 60_000;
const PUBLISHED_AFTERWARDS_MS = 24 * 3_600_000;

/** The key that signs our token requests. */
export interface ToolKey {
  kid: string;
  privateKeyPem: string;
}

/** The tool's own RSA keys. The first process that needs one makes it; the database sees to it that there is one. */
export class ToolKeys {
  #active: { readAtMs: number; key: Promise<ToolKey> } | undefined;

  constructor(private readonly options: { knex: Knex; keyRing: KeyRing; now: () => Date }) {}

  /** @throws Error when the key was sealed under a key that is not in the ring. */
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

  /** The keys to publish (RFC 7517): the one that signs, the one that will, and those that did until a day ago. */
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
      { retiredBefore: new Date(this.options.now().getTime() - PUBLISHED_AFTERWARDS_MS) },
    );
    return { keys: rows.map((row) => row.publicJwk) };
  }

  async #readOrMake(): Promise<ToolKey> {
    const key = await this.#read();
    if (key) return key;
    const { knex, keyRing } = this.options;
    // From the beginning of time: the clocks of processes that start together may differ.
    await makeToolKey(knex, { predecessorKid: null, signsFrom: new Date(0), keyRing });
    const made = await this.#read();
    if (!made) throw new Error('The tool key that was made is not to be found.');
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
        'The tool key does not open: it was sealed with neither interventions.encryptionKey nor one of interventions.previousEncryptionKeys.',
        { cause },
      );
    }
  }
}
