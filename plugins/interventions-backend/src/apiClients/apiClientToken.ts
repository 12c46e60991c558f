import {
  type BearerSecret,
  mintBearerSecret,
  readBearerSecret,
  type TenantId,
} from '@aimline/plugin-interventions-node';

/** Tells a token of a program from one of a launch; also to those who look for secrets in what was published by mistake. */
const PREFIX = 'aimline_';

export function mintApiClientToken(tenantId: TenantId): BearerSecret {
  const { secret, ...minted } = mintBearerSecret(tenantId);
  return { ...minted, secret: `${PREFIX}${secret}` };
}

/** The token of an `Authorization: Bearer …` header; null when there is none of a program. */
export function readApiClientToken(header: string | undefined): BearerSecret | null {
  const [, secret] = /^bearer +aimline_(\S+)$/i.exec(header ?? '') ?? [];
  return readBearerSecret(secret);
}
