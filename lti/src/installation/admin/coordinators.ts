import { provenTenantId, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { decideCandidate } from '../../access/decideCandidate';
import { findCandidates } from '../../access/queries';

/** A candidate or coordinator as the operator of Aimline sees them: by their code, without a name. */
export interface ListedCoordinator {
  tenantId: string;
  tenantName: string;
  staffId: string;
  code: string;
  status: 'pending' | 'approved' | 'declined';
  requestedAt: string;
}

interface Admin {
  /** Connections that are logged in as the owner of the schema. */
  owner: Knex;
  /** Transactions on connections of the same login. */
  tenants: Tenants;
}

/** Candidates and coordinators of all districts, by the name of the district, pending ones first. */
export async function listCoordinators({ owner, tenants }: Admin): Promise<ListedCoordinator[]> {
  const { rows } = await owner.raw<{ rows: { tenantId: string; tenantName: string }[] }>(
    'select tenant_id as "tenantId", name as "tenantName" from directory.tenant order by name, tenant_id',
  );
  const listed: ListedCoordinator[] = [];
  for (const { tenantId, tenantName } of rows) {
    const candidates = await tenants.transact(asAdmin(provenTenantId(tenantId)), (uow) => findCandidates(uow));
    for (const { staffId, code, status, requestedAt } of candidates) {
      listed.push({ tenantId, tenantName, staffId, code, status, requestedAt });
    }
  }
  return listed;
}

/**
 * Approves the candidate with a code: the first coordinator of a district, whom no one there can approve.
 *
 * @throws Error when no candidate has the code, or candidates of several districts do.
 */
export async function approveCoordinator(admin: Admin, code: string): Promise<ListedCoordinator> {
  const [candidate, another] = (await listCoordinators(admin)).filter((one) => one.code === code.trim().toUpperCase());
  if (!candidate) throw new Error(`No candidate has the code "${code}". List the candidates with "lti coordinators".`);
  if (another)
    throw new Error(
      `Two candidates have the code "${code}". Ask a coordinator of the district to approve the right one.`,
    );
  const { tenantId, staffId } = candidate;
  await admin.tenants.transact(asAdmin(provenTenantId(tenantId)), (uow) =>
    decideCandidate(uow, null, staffId, 'approved'),
  );
  return { ...candidate, status: 'approved' };
}

function asAdmin(tenantId: TenantId) {
  return { tenantId, actorId: null, action: 'coordinator.decide' };
}
