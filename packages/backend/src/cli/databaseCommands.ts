import { migrate, provisionDatabase } from '@aimline/plugin-interventions-backend';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readConnection } from './readConnection';

/** The packages of this backend that have tables of their own. */
const PACKAGES_WITH_SCHEMA = ['@aimline/plugin-interventions-backend', '@aimline/lti'];

/**
 * The commands of the area "db". They run before there is a database, so they read all settings from the environment.
 */
export const databaseCommands: Readonly<Record<string, (env: NodeJS.ProcessEnv) => Promise<string>>> = {
  async provision(env) {
    const { PGHOST, PGUSER, AIMLINE_DB_OWNER_PASSWORD, AIMLINE_DB_APP_PASSWORD } = expectVariables(env, {
      PGHOST: 'the database server',
      PGUSER: 'a superuser of the server; PGPASSWORD or ~/.pgpass holds the password',
      AIMLINE_DB_OWNER_PASSWORD: 'the password of the login aimline_owner, which runs migrations',
      AIMLINE_DB_APP_PASSWORD: 'the password of the login aimline_app, which serves requests',
    });
    const port = Number(env.PGPORT || 5432);
    const database = env.AIMLINE_DB_NAME || 'aimline';
    const { newLogins, isNewDatabase } = await provisionDatabase({
      admin: { host: PGHOST, port, user: PGUSER, ...(env.PGPASSWORD && { password: env.PGPASSWORD }) },
      database,
      ownerPassword: AIMLINE_DB_OWNER_PASSWORD,
      appPassword: AIMLINE_DB_APP_PASSWORD,
    });
    const loginIs = (login: string) => (newLogins.includes(login) ? 'created' : 'existed; its password is set');
    return [
      `The database server ${PGHOST}:${port} is prepared for Aimline.`,
      `  login aimline_owner   ${loginIs('aimline_owner')}`,
      `  login aimline_app     ${loginIs('aimline_app')}`,
      `  database "${database}"    ${isNewDatabase ? 'created' : 'existed; its data is as it was'}`,
      'Next: npm run aimline -- db migrate.',
    ].join('\n');
  },

  async migrate(env) {
    const { ownerConnection } = await readConnection(env);
    const applied = await migrate(
      ownerConnection,
      PACKAGES_WITH_SCHEMA.map((name) => resolvePackagePath(name)),
    );
    if (applied.length === 0) return 'The schema is up to date: no migration was due.';
    return `The schema is up to date: ${applied.length} migration${applied.length === 1 ? '' : 's'} applied, the last is "${applied.at(-1)}".`;
  },
};

/** Reads variables that must be set. @throws Error that lists all missing ones with their meanings. */
function expectVariables<Name extends string>(
  env: NodeJS.ProcessEnv,
  meanings: Record<Name, string>,
): Record<Name, string> {
  const missing = Object.entries<string>(meanings).filter(([name]) => !env[name]);
  if (missing.length > 0) {
    const lines = missing.map(([name, meaning]) => `  ${name.padEnd(26)} ${meaning}`);
    throw new Error(['Set these environment variables first:', ...lines].join('\n'));
  }
  return env as Record<Name, string>;
}
