import {
  type BearerSecret,
  mintBearerSecret,
  readBearerSecret,
  type TenantId,
} from '@aimline/plugin-interventions-node';

/** Distinguishes API client tokens from launch tokens, and lets secret scanners recognise leaked ones. */
const PREFIX = 'aimline_';

export function mintApiClientToken(tenantId: TenantId): BearerSecret {
  const { secret, ...minted } = mintBearerSecret(tenantId);
  return { ...minted, secret: `${PREFIX}${secret}` };
}

/** The token of an `Authorization: Bearer …` header; null unless it is an API client token. */
export function readApiClientToken(header: string | undefined): BearerSecret | null {
  const [, secret] = /^bearer +aimline_(\S+)$/i.exec(header ?? '') ?? [];
  return readBearerSecret(secret);
}
