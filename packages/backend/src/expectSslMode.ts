/** The values of PGSSLMODE that pg knows; any other it treats as "disable", without a word. */
const SSL_MODES = ['disable', 'prefer', 'require', 'no-verify', 'verify-ca', 'verify-full'];

/** @throws Error when PGSSLMODE is set to a value with which pg would not encrypt, although it was meant to. */
export function expectSslMode({ PGSSLMODE: mode }: NodeJS.ProcessEnv): void {
  if (mode && !SSL_MODES.includes(mode)) {
    throw new Error(`PGSSLMODE is "${mode}": expected ${SSL_MODES.slice(0, -1).join(', ')} or ${SSL_MODES.at(-1)}.`);
  }
}
