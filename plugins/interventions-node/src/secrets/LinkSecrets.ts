import { NotFoundError } from '@backstage/errors';
import { provenTenantId, type TenantId } from '../tenantId';
import type { KeyRing } from './KeyRing';

/** What a valid link secret proves: this service created it, for this row. */
export interface SignedLink {
  readonly tenantId: TenantId;
  /** The id of the row. Whether the row still exists and still accepts the link is for the caller to check. */
  readonly subjectId: string;
}

const ID_BYTES = 16;
const CODE_BYTES = 16;
const FORM = /^[A-Za-z0-9_-]{64}$/;

/**
 * Secrets in the path of a URL, in place of an actor: for a calendar feed, a letter to a caregiver, a provider's webhook.
 *
 *     base64url( tenant id (16 bytes) | subject id (16) | authentication code (16) )
 *
 * Verified without the database. A link of one purpose is invalid for any other. After a key rotation, links stay valid as
 * long as their key is among the previous ones.
 */
export class LinkSecrets {
  constructor(private readonly keyRing: KeyRing) {}

  /** @param purpose dotted lower-case words, such as `calendar.feed`. */
  mint(purpose: string, { tenantId, subjectId }: SignedLink): string {
    const code = this.keyRing.sign(messageOf(purpose, tenantId, subjectId)).subarray(0, CODE_BYTES);
    return Buffer.concat([bytesOf(tenantId), bytesOf(subjectId), code]).toString('base64url');
  }

  /** @throws NotFoundError unless this service created the secret for this purpose */
  read(purpose: string, secret: string): SignedLink {
    if (FORM.test(secret)) {
      const bytes = Buffer.from(secret, 'base64url');
      const tenantId = idOf(bytes.subarray(0, ID_BYTES));
      const subjectId = idOf(bytes.subarray(ID_BYTES, 2 * ID_BYTES));
      if (this.keyRing.verifies(messageOf(purpose, tenantId, subjectId), bytes.subarray(2 * ID_BYTES))) {
        return { tenantId: provenTenantId(tenantId), subjectId };
      }
    }
    throw new NotFoundError('There is no such address.');
  }

  /** The `prove` of a public route whose path has a `:secret`. */
  inPath(purpose: string): (input: { params: { secret: string } }) => SignedLink {
    return ({ params }) => this.read(purpose, params.secret);
  }
}

function messageOf(purpose: string, tenantId: string, subjectId: string): string {
  return JSON.stringify([purpose, tenantId, subjectId]);
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
