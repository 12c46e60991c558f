import {
  addFrameOrigin,
  approveCoordinator,
  invite,
  listCoordinators,
  listDeployments,
  type NamedDeployment,
  rotateToolKey,
  sealedToolKeys,
  setDeploymentStatus,
} from '@aimline/lti';
import { KeyRing, provenTenantId, resealSecrets, type SealedSecrets } from '@aimline/plugin-interventions-node';
import { createTenantTransactions, sealedWebhookSecrets } from '@aimline/plugin-interventions-backend';
import type { Knex } from 'knex';
import type { Connection } from './readConnection';

/** The database and the settings that a command works with. */
export interface CommandTools extends Omit<Connection, 'ownerConnection'> {
  owner: Knex;
  now: Date;
  /** Reports the progress of a long command, apart from its output. */
  progress(line: string): void;
}

/** The arguments after the name of a command. */
export interface CommandArguments {
  /** The deployment, or the code of a candidate, that the command is about. */
  named: string | undefined;
  options: { name?: string; tenant?: string; registration?: string; origin?: string; anchor?: string; key?: string };
}

/** Does one thing and returns what to print; a failure is one sentence for a person. */
export type Command = (tools: CommandTools, given: CommandArguments) => Promise<string>;

/** The commands of the area "lti". */
export const ltiCommands: Readonly<Record<string, Command>> = {
  async invite({ owner, toolOrigin, now }, { options: { name, tenant } }) {
    if ((name === undefined) === (tenant === undefined)) {
      throw new Error('Name the district to invite: --name "Maple Creek", or --tenant with the id of one that exists.');
    }
    const district = name === undefined ? { tenantId: tenant! } : { name };
    const { tenantName, tenantId, link, expiresAt } = await invite(owner, district, { toolOrigin, now });
    return `${tenantName} (${tenantId}) installs Aimline with this link, which is valid once and until ${expiresAt.toISOString()}:\n\n  ${link}`;
  },

  async list({ owner }) {
    const deployments = await listDeployments(owner);
    if (deployments.length === 0) return 'There are no deployments yet.';
    return deployments.map((d) => `${d.status.padEnd(8)}  ${describe(d)}`).join('\n');
  },

  approve: (tools, given) => switchDeployment(tools, deploymentIn(given), 'active'),

  disable: (tools, given) => switchDeployment(tools, deploymentIn(given), 'disabled'),

  async 'allow-frame'({ owner }, given) {
    const { origin } = given.options;
    if (origin === undefined) throw new Error('Name the origin of the pages: --origin https://canvas.example.org.');
    const deployment = await addFrameOrigin(owner, deploymentIn(given), origin);
    return `Pages of ${origin} may show Aimline in a frame within half a minute: ${describe(deployment)}`;
  },

  async coordinators(tools) {
    const coordinators = await listCoordinators(adminOf(tools));
    if (coordinators.length === 0) return 'No administrator of an LMS has opened Aimline yet.';
    return coordinators
      .map((c) => `${c.status.padEnd(8)}  ${c.code}  of ${c.tenantName}, since ${c.requestedAt}`)
      .join('\n');
  },

  async 'approve-coordinator'(tools, { named }) {
    if (named === undefined) {
      throw new Error('Name the code that the candidate was shown: npm run aimline -- lti approve-coordinator <code>.');
    }
    const { tenantName } = await approveCoordinator(adminOf(tools), named);
    return `Approved for ${tenantName}: the candidate is a coordinator from the next launch on.`;
  },

  async 'rotate-keys'(tools) {
    const { owner, now } = tools;
    const { kid, previousKid, signsFrom } = await rotateToolKey(owner, { keyRing: keyRingOf(tools), now });
    return `The key "${kid}" is published now and signs from ${signsFrom.toISOString()}, after "${previousKid ?? 'none'}".`;
  },

  async reseal(tools) {
    const { resealedCount, presentCount } = await resealSecrets(keyRingOf(tools), await sealedSecretsOf(tools));
    return [
      `Encrypted again with the present key: ${resealedCount}. Encrypted with it before: ${presentCount}.`,
      'The previous keys are no longer needed: remove them from AIMLINE_PREVIOUS_ENCRYPTION_KEYS now.',
    ].join('\n');
  },
};

async function switchDeployment({ owner }: CommandTools, named: NamedDeployment, status: 'active' | 'disabled') {
  const deployment = await setDeploymentStatus(owner, named, status);
  return [
    `${status === 'active' ? 'Active' : 'Disabled'}: ${describe(deployment)}`,
    `  logins go to  ${deployment.authorizationEndpoint}`,
    `  keys are at   ${deployment.jwksUri}`,
    `  tokens are at ${deployment.tokenEndpoint}`,
  ].join('\n');
}

function deploymentIn({ named, options: { registration } }: CommandArguments): NamedDeployment {
  if (named === undefined) throw new Error('Name the deployment: "lti list" shows them all.');
  return { deploymentId: named, ...(registration !== undefined && { registrationId: registration }) };
}

function adminOf({ owner, now }: CommandTools) {
  return { owner, tenants: createTenantTransactions({ knex: owner, now: () => now }) };
}

/** All secrets that are encrypted with the encryption key. */
async function sealedSecretsOf(tools: CommandTools): Promise<SealedSecrets[]> {
  const { owner, tenants } = adminOf(tools);
  const { rows } = await owner.raw<{ rows: { id: string }[] }>('select tenant_id as id from directory.tenant');
  return [sealedToolKeys(owner), ...rows.map(({ id }) => sealedWebhookSecrets(tenants, provenTenantId(id)))];
}

function keyRingOf({ encryptionKey, previousEncryptionKeys }: CommandTools): KeyRing {
  if (encryptionKey === undefined) throw new Error('Set AIMLINE_ENCRYPTION_KEY to the key that the service uses.');
  return new KeyRing({ encryptionKey, previousEncryptionKeys });
}

function describe(deployment: Awaited<ReturnType<typeof setDeploymentStatus>>): string {
  const { deploymentId, tenantName, issuer, clientId, registrationId } = deployment;
  return `${deploymentId}  of ${tenantName}, from ${issuer} (client ${clientId}, registration ${registrationId})`;
}
