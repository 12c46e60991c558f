/**
 * The name under which a browser stores the verifier of one login, as a cookie and in session storage; logins in two
 * tabs have different names. The prefix `__Secure-` ensures that only a page with https can set the cookie (RFC
 * 6265bis, section 4.1.3.1).
 */
export function verifierKey(state: string): string {
  return `__Secure-aimline_launch_${state.slice(0, 16)}`;
}
