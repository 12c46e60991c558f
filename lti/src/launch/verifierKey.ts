/**
 * Names the verifier of one login in the browser, as a cookie and in session storage: logins in two tabs do not mix. Of a
 * cookie the prefix says that no page without https can have set it (RFC 6265bis, section 4.1.3.1).
 */
export function verifierKey(state: string): string {
  return `__Secure-aimline_launch_${state.slice(0, 16)}`;
}
