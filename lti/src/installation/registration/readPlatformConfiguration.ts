import { z } from 'zod';
import { InstallRefusedError } from '../InstallRefusedError';
import { expectPublicEndpoint, type RegistrationRequest, requestPublicJson } from './requestPublicJson';

const PLATFORM_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const Address = z.string().min(1).max(1000);
const Texts = z.array(z.string().max(300)).max(300);
/** Moodle lists messages by their names only. */
const Message = z.union([
  z.object({ type: z.string(), placements: Texts.optional() }),
  z.string().transform((type) => ({ type, placements: undefined })),
]);

/** OpenID Connect Discovery 1.0 and LTI Dynamic Registration 1.0, section 2.1. Other fields are ignored. */
const OpenIdConfiguration = z.object({
  issuer: z.string().min(1).max(255),
  authorization_endpoint: Address,
  registration_endpoint: Address,
  jwks_uri: Address,
  token_endpoint: Address,
  /** Audience of token requests, if it is not the token endpoint. */
  authorization_server: Address.optional(),
  claims_supported: Texts.optional().catch(undefined),
  scopes_supported: Texts.default([]).catch([]),
  [PLATFORM_CONFIGURATION]: z
    .object({
      product_family_code: z.string().max(100).optional().catch(undefined),
      messages_supported: z.array(Message).optional().catch(undefined),
    })
    .optional(),
});

export interface PlatformConfiguration {
  issuer: string;
  authorizationEndpoint: string;
  registrationEndpoint: string;
  jwksUri: string;
  tokenEndpoint: string;
  tokenAudience: string | undefined;
  claimsSupported: readonly string[] | undefined;
  /** Scopes of access tokens; empty when the platform does not list them. */
  scopesSupported: readonly string[];
  /** The product in lower case, such as "canvas" or "moodle"; empty when unknown. */
  productFamily: string;
  /** Placements for resource links. */
  placementsOffered: readonly string[];
  /**
   * Placements for adding content to a course; empty when the platform lists none, null when it has no deep linking.
   */
  contentPlacementsOffered: readonly string[] | null;
}

/**
 * The hosts of the configuration of each Canvas issuer: Canvas has one issuer for all schools, and serves its
 * configuration from other hosts. For all other platforms, the issuer has to be on the host of the configuration.
 */
const CONFIGURED_ELSEWHERE: Readonly<Record<string, RegExp>> = {
  'https://canvas.instructure.com': /^(sso\.canvaslms\.com|[a-z0-9-]+\.instructure\.com)$/,
  'https://canvas.beta.instructure.com': /^(sso\.beta\.canvaslms\.com|[a-z0-9-]+\.beta\.instructure\.com)$/,
  'https://canvas.test.instructure.com': /^(sso\.test\.canvaslms\.com|[a-z0-9-]+\.test\.instructure\.com)$/,
};

/**
 * Fetches the OpenID configuration of a platform, with the registration token if there is one.
 *
 * @throws InstallRefusedError when it cannot be read, names an issuer on another host, or has endpoints that are not
 *   public.
 */
export async function readPlatformConfiguration(
  address: string,
  request: RegistrationRequest,
): Promise<PlatformConfiguration> {
  const parsed = OpenIdConfiguration.safeParse(await requestPublicJson(address, request));
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? 'issuer');
    throw new InstallRefusedError(424, `The OpenID configuration of the LMS has no valid "${field}".`);
  }
  const { issuer, ...configuration } = parsed.data;
  const { host } = new URL(address);
  const isOwn = URL.canParse(issuer) && new URL(issuer).host === host;
  if (!isOwn && !CONFIGURED_ELSEWHERE[issuer]?.test(host)) {
    throw new InstallRefusedError(
      400,
      `The LMS at "${host}" names the issuer "${issuer}": expected an issuer on its own host.`,
    );
  }
  const { authorization_endpoint, registration_endpoint, jwks_uri, token_endpoint } = configuration;
  for (const endpoint of [authorization_endpoint, registration_endpoint, jwks_uri, token_endpoint]) {
    await expectPublicEndpoint(endpoint, request);
  }
  const platform = configuration[PLATFORM_CONFIGURATION];
  const offered = (message: string) => platform?.messages_supported?.find(({ type }) => type === message);
  const content = offered('LtiDeepLinkingRequest');
  return {
    issuer,
    authorizationEndpoint: authorization_endpoint,
    registrationEndpoint: registration_endpoint,
    jwksUri: jwks_uri,
    tokenEndpoint: token_endpoint,
    tokenAudience: configuration.authorization_server,
    claimsSupported: configuration.claims_supported,
    scopesSupported: configuration.scopes_supported,
    productFamily: platform?.product_family_code?.toLowerCase() ?? '',
    placementsOffered: offered('LtiResourceLinkRequest')?.placements ?? [],
    contentPlacementsOffered: content ? (content.placements ?? []) : null,
  };
}
