import { type OutboundPolicy, SECRET } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import { identifier } from '../../guard/claimText';
import { addDeployment } from '../addDeployment';
import { InstallRefusedError } from '../InstallRefusedError';
import { readPlatformConfiguration } from './readPlatformConfiguration';
import { consumeRegistrationLink } from './registrationLink';
import { requestPublicJson } from './requestPublicJson';
import { TOOL_CONFIGURATION, toolRegistration } from './toolRegistration';

/** The parameters with which the platform opens the link (LTI Dynamic Registration 1.0, section 3.4). */
const Query = z.object({
  token: z.string().regex(SECRET),
  openid_configuration: z.string().min(1).max(2000),
  registration_token: z
    .string()
    .min(1)
    .max(8000)
    .regex(/^[\u0021-\u007e]+$/)
    .optional(),
});

const RegisteredTool = z.object({
  client_id: identifier(),
  [TOOL_CONFIGURATION]: z.object({ deployment_id: identifier().optional() }).optional(),
});

export interface RegistrationTools {
  knex: Knex;
  toolOrigin: string;
  /** Limits the addresses that requests may be sent to. */
  outboundPolicy: OutboundPolicy;
  now: () => Date;
}

/**
 * Registers Aimline with the platform that opened a registration link, and adds a pending deployment for the district
 * of the link. The link is consumed first: after a failure it cannot be used again.
 *
 * @returns the issuer, the client id, and the deployment id if the platform sent one.
 * @throws InstallRefusedError that says what failed.
 */
export async function registerTool(
  tools: RegistrationTools,
  parameters: unknown,
): Promise<{ issuer: string; clientId: string; deploymentId: string | null }> {
  const query = Query.safeParse(parameters);
  if (!query.success) {
    throw new InstallRefusedError(400, 'This is a registration link. Enter it in your LMS, which opens it by itself.');
  }
  const { token, openid_configuration, registration_token: bearer } = query.data;
  const tenantId = await consumeRegistrationLink(tools, token);
  const request = { ...tools.outboundPolicy, bearer };
  const platform = await readPlatformConfiguration(openid_configuration, request);
  const answer = RegisteredTool.safeParse(
    await requestPublicJson(platform.registrationEndpoint, {
      ...request,
      body: toolRegistration(tools.toolOrigin, platform),
    }),
  );
  if (!answer.success) throw new InstallRefusedError(424, 'The LMS answered the registration without a client ID.');
  const clientId = answer.data.client_id;
  const deploymentId = answer.data[TOOL_CONFIGURATION]?.deployment_id ?? null;
  const { issuer, authorizationEndpoint, tokenEndpoint, tokenAudience, jwksUri } = platform;
  const endpoints = { issuer, authorizationEndpoint, tokenEndpoint, jwksUri };
  await addDeployment(tools.knex, {
    ...endpoints,
    ...(tokenAudience !== undefined && { tokenAudience }),
    ...{ clientId, deploymentId, tenantId, byLink: true },
  });
  return { issuer, clientId, deploymentId };
}
