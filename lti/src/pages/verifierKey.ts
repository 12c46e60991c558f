/** Names the verifier of one login in the browser, as a cookie and in session storage: logins in two tabs do not mix. */
export function verifierKey(state: string): string {
  return `aimline_launch_${state.slice(0, 16)}`;
}
