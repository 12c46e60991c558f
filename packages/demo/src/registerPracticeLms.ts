import { registerDeployment } from '@aimline/lti';
import knexFactory from 'knex';
import { districts } from './districts';
import type { PracticeLms } from './practiceLms';

/** Registers the practice LMS in the tool: one registration, with a deployment for each district. */
export async function registerPracticeLms(ownerConnection: string, lms: PracticeLms): Promise<void> {
  const owner = knexFactory({ client: 'pg', connection: ownerConnection, pool: { min: 0, max: 1 } });
  try {
    for (const { name, tenantId, deploymentId } of districts) {
      await registerDeployment(owner, { ...lms, deploymentId, tenantId, tenantName: name });
    }
  } finally {
    await owner.destroy();
  }
}
