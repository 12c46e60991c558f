import type { Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { Installation } from './openInstallation';

export interface InstalledDeployment {
  registrationId: string;
  issuer: string;
  clientId: string;
  /** The id of the deployment on its platform; null while the registration has no deployment. */
  deploymentId: string | null;
  status: 'pending' | 'active' | 'disabled' | null;
  lastLaunchAt: Date | null;
}

export interface FailedLaunches {
  deploymentId: string;
  issuer: string;
  check: string;
  /** The checks that the latest of these launches had passed. */
  passed: readonly string[];
  times: number;
  lastFailedAt: Date;
}

/** The deployments of a district, newest last, and the failed launches from its platforms, latest first. */
export async function readDeployments(
  { knex, tenants }: { knex: Knex; tenants: Tenants },
  { tenantId }: Installation,
): Promise<{ deployments: InstalledDeployment[]; failed: FailedLaunches[] }> {
  const { rows } = await knex.raw<{ rows: Omit<InstalledDeployment, 'lastLaunchAt'>[] }>(
    `select r.registration_id as "registrationId", r.issuer, r.client_id as "clientId",
       d.deployment_id as "deploymentId", d.status
     from directory.lti_registration r
     left join directory.lti_deployment d on d.registration_id = r.registration_id and d.tenant_id = :tenantId
     where r.tenant_id = :tenantId or d.tenant_id = :tenantId
     order by r.created_at, d.created_at`,
    { tenantId },
  );
  // Of a platform that districts share, each sees its own deployments only. At most twenty failures of these, and
  // twenty of deployments that are not in the directory, which may be forged: they must not hide the others.
  const failed = await knex.raw<{ rows: FailedLaunches[] }>(
    `select "deploymentId", issuer, "check", passed, times, "lastFailedAt"
     from (
       select f.deployment_id as "deploymentId", r.issuer, f.check_code as "check", f.passed_checks as passed, f.times,
         f.last_failed_at as "lastFailedAt",
         row_number() over (partition by d.tenant_id order by f.last_failed_at desc) as place
       from directory.lti_failed_launch f
       join directory.lti_registration r using (registration_id)
       left join directory.lti_deployment d
         on d.registration_id = f.registration_id
         and d.deployment_id = f.deployment_id
       where d.tenant_id = :tenantId or (r.tenant_id = :tenantId and d.tenant_id is null)) failed
     where place <= 20
     order by "lastFailedAt" desc`,
    { tenantId },
  );
  const launches = await tenants.transact({ tenantId, actorId: null, action: 'lti.install' }, (uow) =>
    uow.rows<{ registrationId: string; deploymentId: string; lastLaunchAt: Date | string }>(
      `select s.registration_id as "registrationId", s.deployment_id as "deploymentId", max(s.created_at) as "lastLaunchAt"
       from launch_session s
       where s.tenant_id = :tenantId
       group by s.registration_id, s.deployment_id`,
    ),
  );
  const deployments = rows.map((row) => {
    const launch = launches.find(
      ({ registrationId, deploymentId }) => registrationId === row.registrationId && deploymentId === row.deploymentId,
    );
    return { ...row, lastLaunchAt: launch ? new Date(launch.lastLaunchAt) : null };
  });
  return { deployments, failed: failed.rows };
}
