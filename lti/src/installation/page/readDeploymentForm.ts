import { z } from 'zod';
import { identifier } from '../../guard/claimText';
import type { DeploymentToAdd } from '../addDeployment';
import { InstallRefusedError } from '../InstallRefusedError';
import {
  LEARNING_PLATFORMS,
  type LearningPlatform,
  type PlatformEndpoints,
  type PlatformKey,
} from './learningPlatforms';

const Named = z.object({ clientId: identifier(), deploymentId: identifier() });
const Site = z.object({ site: z.url().max(255) });
const Endpoints = z.object({
  issuer: z.url().max(255),
  authorizationEndpoint: z.url().max(1000),
  tokenEndpoint: z.url().max(1000),
  jwksUri: z.url().max(1000),
});

/**
 * Reads the deployment that an administrator entered.
 *
 * @throws InstallRefusedError that names the missing or invalid field.
 */
export function readDeploymentForm(key: PlatformKey, body: unknown): Omit<DeploymentToAdd, 'tenantId' | 'byLink'> {
  const { endpoints }: LearningPlatform = LEARNING_PLATFORMS[key];
  return { ...read(Named, body), ...endpointsOf(endpoints, body) };
}

function endpointsOf(endpoints: LearningPlatform['endpoints'], body: unknown): PlatformEndpoints {
  if (endpoints === null) return read(Endpoints, body);
  if (typeof endpoints !== 'function') return endpoints;
  // A site may be in a folder, as with Moodle; its issuer has no trailing slash.
  const { origin, pathname } = new URL(read(Site, body).site);
  return endpoints(`${origin}${pathname}`.replace(/\/+$/, ''));
}

const LABELS: Readonly<Record<string, string>> = {
  clientId: 'client ID',
  deploymentId: 'deployment ID',
  site: 'address of your LMS',
  issuer: 'issuer',
  authorizationEndpoint: 'authentication request URL',
  tokenEndpoint: 'access token URL',
  jwksUri: 'keyset URL',
};

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const trimmed = Object.fromEntries(
    Object.entries(body ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  );
  const parsed = schema.safeParse(trimmed);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0]);
  throw new InstallRefusedError(400, `The ${LABELS[field] ?? field} is missing or invalid.`);
}
