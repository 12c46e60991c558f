import {
  beginGeneration,
  createTenantTransactions,
  findNewestSeal,
  findTenant,
  newAuditKey,
  readAnchor,
  readSigningKey,
  readVerifyingKey,
  signAnchor,
  verifyTrail,
} from '@aimline/plugin-interventions-backend';
import { readFile } from 'node:fs/promises';
import type { Command, CommandArguments, CommandTools } from './ltiCommands';

/** The commands of the area "audit". */
export const auditCommands: Readonly<Record<string, Command>> = {
  async verify(tools, given) {
    const { tenantId, name } = await tenantIn(tools, given);
    const { anchor: anchorFile } = given.options;
    const anchor =
      anchorFile === undefined
        ? undefined
        : readAnchor(await readFile(anchorFile, 'utf8'), readVerifyingKey(await keyIn(tools, given)));
    const report = await verifyTrail({
      tenants: tenantsOf(tools),
      tenantId,
      anchor,
      onProgress: (count) => tools.progress(`Verified: ${recordsOf(count)}`),
    });
    const { sealCount, sealedCount, unsealedCount, newestSealedAt, breaks } = report;
    if (breaks.length > 0) throw new Error([`The audit trail of ${name} is broken.`, ...breaks].join('\n  '));
    return [
      `The audit trail of ${name} is intact: ${recordsOf(sealedCount)} under ${sealCount === 1 ? 'one seal' : `${sealCount} seals`}, ${newestSealedAt === null ? 'none yet' : `the newest of ${newestSealedAt}`}.`,
      `Not sealed yet: ${unsealedCount}.`,
      anchor
        ? `It continues from the anchor of ${anchor.sealedAt}, seal ${anchor.seq}.`
        : 'Without an anchor this does not show whether the end was cut off, or the whole trail rewritten.',
    ].join('\n');
  },

  async anchor(tools, given) {
    const { tenantId, name } = await tenantIn(tools, given);
    const signingKey = readSigningKey(await keyIn(tools, given));
    const newest = await tenantsOf(tools).transact({ tenantId, actorId: null, action: 'audit.anchor' }, findNewestSeal);
    if (!newest) throw new Error(`Nothing is sealed of ${name} yet.`);
    const { seq, hash, totalCount, sealedAt } = newest;
    return JSON.stringify(signAnchor({ tenantId, seq, hash, totalCount, sealedAt }, signingKey));
  },

  async 'new-key'() {
    const { signingKey, verifyingKey } = newAuditKey();
    return [
      'Signs anchors; store it where the database is not, as AIMLINE_AUDIT_SIGNING_KEY or in a file:',
      `\n${signingKey}\n`,
      'Verifies them, and is no secret:',
      `\n${verifyingKey}`,
    ].join('\n');
  },

  async 'new-generation'({ owner }) {
    const generation = await beginGeneration(owner);
    return `Generation ${generation} has begun: earlier records and new ones are sealed apart from each other.`;
  },
};

function tenantsOf({ owner, now }: CommandTools) {
  return createTenantTransactions({ knex: owner, now: () => now });
}

async function tenantIn({ owner }: CommandTools, { options: { tenant } }: CommandArguments) {
  if (tenant === undefined) throw new Error('Name the district: --tenant with its id or its name.');
  return findTenant(owner, tenant);
}

async function keyIn({ auditSigningKey }: CommandTools, { options: { key } }: CommandArguments): Promise<string> {
  if (key !== undefined) return readFile(key, 'utf8');
  if (auditSigningKey) return auditSigningKey;
  throw new Error('Name the key: --key with a file, or AIMLINE_AUDIT_SIGNING_KEY. "audit new-key" creates one.');
}

function recordsOf(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}
