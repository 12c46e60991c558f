import { migrate, provisionDatabase } from '@aimline/plugin-interventions-backend';
import { join, resolve } from 'node:path';
import { APP_PASSWORD, OWNER_PASSWORD, SERVER_VARIABLE, TEMPLATE_DATABASE } from './database';

/** Creates a migrated database on a server, which the tests of this process and its children clone. */
export async function makeTemplate(admin: {
  host: string;
  port: number;
  user: string;
  password: string;
}): Promise<void> {
  await provisionDatabase({
    ...{ admin, database: TEMPLATE_DATABASE },
    ...{ ownerPassword: OWNER_PASSWORD, appPassword: APP_PASSWORD },
  });
  const root = resolve(__dirname, '../..');
  await migrate(`postgres://aimline_owner:${OWNER_PASSWORD}@${admin.host}:${admin.port}/${TEMPLATE_DATABASE}`, [
    join(root, 'plugins/interventions-backend'),
    join(root, 'lti'),
  ]);
  process.env[SERVER_VARIABLE] = JSON.stringify(admin);
}
