import {
  addFrameOrigin,
  invite,
  KeyRing,
  listDeployments,
  type NamedDeployment,
  resealSecrets,
  rotateToolKey,
  setDeploymentStatus,
} from '@aimline/lti';
import type { Knex } from 'knex';
import { parseArgs } from 'node:util';
import type { Connection } from './readConnection';

export const USAGE = `Usage: npm run aimline -- lti <command>

  invite --name "Maple Creek"     adds a district and prints a link to its install page, good for one use in three days
  invite --tenant <id>            the same for a district that exists
  list                            all deployments, with their state
  approve <deployment>            accepts launches of a deployment from now on
  disable <deployment>            refuses them, and ends the sessions that are open
  allow-frame <deployment> --origin https://canvas.example.org
                                  lets pages of an LMS with a domain of its own show Aimline, too
      --registration <id>         says which platform's, when several have a deployment of this name
  rotate-keys                     makes the key that signs from an hour on; both are published, the old one a day longer
  reseal                          seals what a previous encryption key has sealed again under the present one`;

/**
 * Runs one command and returns what to print.
 *
 * @throws Error with one sentence for a person when it cannot be run.
 */
export async function runCommand(
  args: readonly string[],
  connection: Omit<Connection, 'ownerConnection'> & { owner: Knex; now: Date },
): Promise<string> {
  const { owner, toolOrigin, now } = connection;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      tenant: { type: 'string' },
      registration: { type: 'string' },
      origin: { type: 'string' },
    },
  });
  const [area, command = '', named] = positionals;
  if (area !== 'lti') throw new Error(USAGE);
  switch (command) {
    case 'invite': {
      if ((values.name === undefined) === (values.tenant === undefined)) {
        throw new Error(
          'Say which district to invite: --name "Maple Creek", or --tenant with the id of one that exists.',
        );
      }
      const district = values.name === undefined ? { tenantId: values.tenant! } : { name: values.name };
      const { tenantName, tenantId, link, expiresAt } = await invite(owner, district, { toolOrigin, now });
      return `${tenantName} (${tenantId}) installs Aimline by this link, once, until ${expiresAt.toISOString()}:\n\n  ${link}`;
    }
    case 'list': {
      const deployments = await listDeployments(owner);
      if (deployments.length === 0) return 'There are no deployments yet.';
      return deployments.map((d) => `${d.status.padEnd(8)}  ${describe(d)}`).join('\n');
    }
    case 'approve':
    case 'disable': {
      const status = command === 'approve' ? 'active' : 'disabled';
      const deployment = await setDeploymentStatus(owner, deploymentNamed(named, values.registration), status);
      return [
        `${status === 'active' ? 'Active' : 'Disabled'}: ${describe(deployment)}`,
        `  logins go to  ${deployment.authorizationEndpoint}`,
        `  keys are at   ${deployment.jwksUri}`,
        `  tokens are at ${deployment.tokenEndpoint}`,
      ].join('\n');
    }
    case 'allow-frame': {
      if (values.origin === undefined) throw new Error('Say which pages: --origin https://canvas.example.org.');
      const deployment = await addFrameOrigin(owner, deploymentNamed(named, values.registration), values.origin);
      return `Pages of ${values.origin} may show Aimline in a frame within half a minute: ${describe(deployment)}`;
    }
    case 'rotate-keys': {
      const { kid, previousKid, signsFrom } = await rotateToolKey(owner, { keyRing: keyRingOf(connection), now });
      return `The key "${kid}" is published now and signs from ${signsFrom.toISOString()}, after "${previousKid ?? 'none'}".`;
    }
    case 'reseal': {
      const { resealedCount, presentCount } = await resealSecrets(owner, keyRingOf(connection));
      return [
        `Sealed again under the present key: ${resealedCount}. Under it already: ${presentCount}.`,
        'The previous keys open nothing any more: take them out of AIMLINE_PREVIOUS_ENCRYPTION_KEYS now.',
      ].join('\n');
    }
    default:
      throw new Error(`There is no command "lti ${command}".\n\n${USAGE}`);
  }
}

/** @throws Error when no deployment is named. */
function deploymentNamed(deploymentId: string | undefined, registrationId: string | undefined): NamedDeployment {
  if (deploymentId === undefined) throw new Error('Name the deployment; "lti list" shows those there are.');
  return { deploymentId, ...(registrationId !== undefined && { registrationId }) };
}

function keyRingOf({ encryptionKey, previousEncryptionKeys }: Omit<Connection, 'ownerConnection'>): KeyRing {
  if (encryptionKey === undefined) throw new Error('Set AIMLINE_ENCRYPTION_KEY to the key that the service uses.');
  return new KeyRing({ encryptionKey, previousEncryptionKeys });
}

function describe(deployment: Awaited<ReturnType<typeof setDeploymentStatus>>): string {
  const { deploymentId, tenantName, issuer, clientId, registrationId } = deployment;
  return `${deploymentId}  of ${tenantName}, from ${issuer} (client ${clientId}, registration ${registrationId})`;
}
