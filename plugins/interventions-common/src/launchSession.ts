import type { Role } from './roles';

/**
 * The response to the one-time code of a launch (`POST /lti/session`, body `{ "code": "…" }`, status 200), and to
 * `POST /lti/session/renewal` with the token as bearer, which extends the same token.
 * 401 with a `Problem` body when the code or the token is unknown, used, expired or revoked.
 */
export interface LaunchSession {
  /** The bearer token for the API; must be stored in memory only. */
  token: string;
  /** When the token expires unless renewed, ISO 8601; at most 15 minutes ahead. */
  expiresAt: string;
  person: { personId: string; givenName: string; familyName: string };
  roles: Role[];
  /** The actions that these roles allow for at least some subject; each call is authorised on its own. */
  actions: string[];
  /** The course of the launch; null without one. */
  course: { courseId: string; title: string } | null;
  /** The district. */
  tenant: { name: string };
  /** The code of a coordinator candidate, to tell the coordinator who approves; null for all others. */
  candidateCode: string | null;
  /** The page that the launch points to, such as `/sessions/…`; `/` by default. */
  target: string;
  /**
   * The deep linking request of the launch (LTI Deep Linking 2.0): whether the course accepts several links, and the title
   * that it suggests. Null for other launches, and once the links were sent.
   */
  deepLinking: { acceptMultiple: boolean; title: string | null } | null;
}
