/** The variables that the service cannot start without: the setting each of them fills, and where its value comes from. */
const REQUIRED = {
  AIMLINE_ORIGIN: {
    setting: 'backend_baseUrl',
    source: 'the origin that people and the LMS see, such as https://aimline.example.org',
  },
  AIMLINE_DB_APP_PASSWORD: {
    setting: 'backend_database_connection_password',
    source: 'the password of the login aimline_app, as "db provision" sets it; "openssl rand -hex 24" makes one',
  },
  AIMLINE_ENCRYPTION_KEY: {
    setting: 'interventions_encryptionKey',
    source: 'the key that encrypts secrets at rest; "openssl rand -base64 32" makes one',
  },
};

/**
 * Expects the variables that have no default; APP_CONFIG_… with the path of the setting may replace each of them.
 *
 * @throws Error that lists all missing ones, with their sources.
 */
export function expectVariables(env: NodeJS.ProcessEnv): void {
  const missing = Object.entries(REQUIRED).filter(([name, { setting }]) => !env[name] && !env[`APP_CONFIG_${setting}`]);
  if (missing.length === 0) return;
  throw new Error(missing.map(([name, { source }]) => `${name} is not set: ${source}.`).join('\n'));
}
