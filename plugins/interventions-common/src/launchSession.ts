import type { Role } from './roles';

/**
 * What the page gets for the one-time code of a launch (`POST /lti/session`, body `{ "code": "…" }`, answer 200), and
 * again, with the same token prolonged, for `POST /lti/session/renewal` with the token as bearer.
 * 401 with a `Problem` body when the code or the token is unknown, used, expired or revoked.
 */
export interface LaunchSession {
  /** Bearer token for the API, to be kept in memory only. */
  token: string;
  /** When the token ends unless it is renewed, ISO 8601; 15 minutes ahead at most. */
  expiresAt: string;
  person: { personId: string; givenName: string; familyName: string };
  roles: Role[];
  /** What these roles may do somewhere; with what, and with whom, each action says when it is asked for. */
  actions: string[];
  /** The course the launch came from. */
  course: { courseId: string; title: string } | null;
  /** The district. */
  tenant: { name: string };
  /** For an administrator of the LMS whom no coordinator has approved yet: the code to tell; null for everybody else. */
  candidateCode: string | null;
  /** Where in the app the launch points, such as `/sessions/…`; `/` when it names no place. */
  target: string;
  /**
   * What the course wants links for, while the person chooses them (LTI Deep Linking 2.0): whether it takes several, and
   * what it would call the link. Null for every other launch, and once the choice has been sent.
   */
  deepLinking: { acceptMultiple: boolean; title: string | null } | null;
}
