import type { KeyObject, webcrypto } from 'node:crypto';

/** The one tool that is registered in the practice LMS. */
export interface RegisteredTool {
  clientId: string;
  loginUri: string;
  redirectUri: string;
  jwksUri: string;
}

/** What the endpoints of the practice LMS share. */
export interface Platform {
  /** Its name in tokens; not where it is reached, as with the large hosted LMSs. */
  issuer: string;
  origin: string;
  tool: RegisteredTool;
  signingKey: { kid: string; privateKey: KeyObject | webcrypto.CryptoKey };
  now: () => Date;
}
