'use strict';
var __importDefault =
  (this && this.__importDefault) ||
  function (mod) {
    return mod && mod.__esModule ? mod : { default: mod };
  };
Object.defineProperty(exports, '__esModule', { value: true });
exports.APP_PASSWORD = exports.OWNER_PASSWORD = exports.TEMPLATE_DATABASE = exports.SERVER_VARIABLE = void 0;
exports.createTestDatabase = createTestDatabase;
const plugin_interventions_backend_1 = require('@aimline/plugin-interventions-backend');
const knex_1 = __importDefault(require('knex'));
const node_crypto_1 = require('node:crypto');
const pg_1 = require('pg');
exports.SERVER_VARIABLE = 'AIMLINE_TEST_SERVER';
exports.TEMPLATE_DATABASE = 'aimline_template';
exports.OWNER_PASSWORD = 'owner';
exports.APP_PASSWORD = 'app';
/** A database of this test file alone, with all migrations applied; cloned in about 25 ms. */
async function createTestDatabase() {
  const server = JSON.parse(process.env[exports.SERVER_VARIABLE] ?? 'null');
  if (!server) throw new Error('The tests need the server that their global set-up starts.');
  const database = `test_${(0, node_crypto_1.randomBytes)(6).toString('hex')}`;
  await withClient({ ...server, database: 'postgres' }, (client) =>
    client.query(`create database ${database} template ${exports.TEMPLATE_DATABASE} owner aimline_owner`),
  );
  const { host, port } = server;
  const appConnection = { host, port, user: 'aimline_app', password: exports.APP_PASSWORD, database, pipeline: true };
  const ownerConnection = `postgres://aimline_owner:${exports.OWNER_PASSWORD}@${host}:${port}/${database}`;
  const app = (0, knex_1.default)({ client: 'pg', connection: appConnection, pool: { min: 0, max: 10 } });
  const owner = (0, knex_1.default)({ client: 'pg', connection: ownerConnection, searchPath: ['aimline', 'public'] });
  const admin = new pg_1.Client({ ...server, database });
  await admin.connect();
  return {
    appConnection,
    ownerConnection,
    app,
    owner,
    admin,
    tenants: (now) => (0, plugin_interventions_backend_1.createTenantTransactions)({ knex: app, now }),
    async destroy() {
      await Promise.all([app.destroy(), owner.destroy(), admin.end()]);
      await withClient({ ...server, database: 'postgres' }, (client) =>
        client.query(`drop database ${database} with (force)`),
      );
    },
  };
}
async function withClient(options, work) {
  const client = new pg_1.Client(options);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
//# sourceMappingURL=database.js.map
