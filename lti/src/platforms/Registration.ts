/** The registration of Aimline as a client of a learning platform. */
export interface Registration {
  registrationId: string;
  issuer: string;
  clientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** Audience of token requests, when it is not the token endpoint. */
  tokenAudience: string | null;
  jwksUri: string;
}

/** The columns of a `Registration`, for `directory.lti_registration r`. */
export const REGISTRATION_COLUMNS = `
  r.registration_id as "registrationId",
  r.issuer,
  r.client_id as "clientId",
  r.authorization_endpoint as "authorizationEndpoint",
  r.token_endpoint as "tokenEndpoint",
  r.token_audience as "tokenAudience",
  r.jwks_uri as "jwksUri"`;
