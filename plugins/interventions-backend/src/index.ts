export { openApiDocument } from './api/openapi';
export { createFrontDoor } from './api/frontDoor';
export { expectMigrated, migrate } from './db/migrate';
export { provisionDatabase, type ProvisionOptions } from './db/provisionDatabase';
export { createTenantTransactions, type TenantTransactions } from './db/unitOfWork';
export { interventionsPlugin as default } from './plugin';
export { startRelay } from './events/relay';
export { createRoster } from './roster/createRoster';
export { routes } from './routes';
