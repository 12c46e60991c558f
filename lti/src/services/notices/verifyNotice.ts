import { provenTenantId, type Roster, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { PlatformKeys } from '../../platforms/PlatformKeys';
import { checkToken } from '../../guard/checkToken';
import { readIdToken } from '../../guard/readIdToken';
import { LaunchChecks } from '../../guard/LaunchChecks';
import { type Notice, readNoticeClaims } from '../../guard/readNoticeClaims';
import type { LaunchLimits } from '../../launch/LaunchLimits';
import { findSender } from './findSender';
import { verifySignature } from './verifySignature';

/** The dependencies of verifying and receiving a notice. */
export interface NoticeTools {
  knex: Knex;
  tenants: Tenants;
  roster: Roster;
  limits: LaunchLimits;
  /** A separate cache from that of launches: notices with invented kids must not use up the refetches of launches. */
  noticeKeys: PlatformKeys;
  now: () => Date;
}

export interface VerifiedNotice {
  tenantId: TenantId;
  registrationId: string;
  notice: Notice;
}

/**
 * Makes every check of a notice, the expensive ones last. Writes nothing.
 *
 * @throws LaunchRefusedError with the check that failed.
 */
export async function verifyNotice(tools: NoticeTools, jwt: string, address: string): Promise<VerifiedNotice> {
  const checks: LaunchChecks = new LaunchChecks();
  tools.limits.countAddress('notice', address);
  const { kid, payload } = readIdToken(jwt, checks);
  const notice = readNoticeClaims(payload);
  const { issuer, audience, authorizedParty } = notice;
  const clientId = authorizedParty ?? audience[0]!;
  const sender = await findSender(tools.knex, { issuer, clientId, deploymentId: notice.deploymentId });
  checks.expect('platform_registered', sender);
  checkToken(notice, { issuer, clientId }, tools.now(), checks);
  checks.expect('deployment_known', sender.tenantId !== null);
  checks.expect('deployment_active', sender.status === 'active');
  const key = await tools.noticeKeys.find(sender.jwksUri, kid);
  checks.expect('key_known', key);
  await verifySignature(jwt, key);
  // Counted after verification: forged notices use up nothing of a client.
  tools.limits.countClient('notice', { issuer, clientId });
  return { tenantId: provenTenantId(sender.tenantId), registrationId: sender.registrationId, notice };
}
