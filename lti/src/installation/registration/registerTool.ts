import { type OutboundPolicy, SECRET } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import { identifier } from '../../launch/guard/claimText';
import { addDeployment } from '../addDeployment';
import { InstallRefusedError } from '../InstallRefusedError';
import { readPlatformConfiguration } from './readPlatformConfiguration';
import { consumeRegistrationLink } from './registrationLink';
import { requestPublicJson } from './requestPublicJson';
import { TOOL_CONFIGURATION, toolRegistration } from './toolRegistration';

/** What the platform opens the link with (LTI Dynamic Registration 1.0, section 3.4). */
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
  /** What platforms may be asked. */
  outboundPolicy: OutboundPolicy;
  now: () => Date;
}

/**
 * Registers Aimline with the platform that opened a registration link, and keeps a pending deployment of the district
 * for which the link was made. The link is used up first: one that goes wrong does not work a second time.
 *
 * @returns the issuer, and the deployment when the platform named one.
 * @throws InstallRefusedError that says what went wrong.
 */
export async function registerTool(
  tools: RegistrationTools,
  parameters: unknown,
): Promise<{ issuer: string; clientId: string; deploymentId: string | null }> {
  const query = Query.safeParse(parameters);
  if (!query.success) {
    throw new InstallRefusedError(400, 'This is a registration link. Copy it to your LMS, which opens it by itself.');
  }
  const { token, openid_configuration, registration_token: bearer } = query.data;
  const tenantId = await consumeRegistrationLink(tools, token);
  const asking = { ...tools.outboundPolicy, bearer };
  const platform = await readPlatformConfiguration(openid_configuration, asking);
  const answer = RegisteredTool.safeParse(
    await requestPublicJson(platform.registrationEndpoint, {
      ...asking,
      body: toolRegistration(tools.toolOrigin, platform),
    }),
  );
  if (!answer.success) throw new InstallRefusedError(424, 'The LMS answered the registration without a client id.');
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
