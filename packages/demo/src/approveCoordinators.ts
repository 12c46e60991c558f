import { approveCoordinator, listCoordinators } from '@aimline/lti';
import { createTenantTransactions } from '@aimline/plugin-interventions-backend';
import knexFactory from 'knex';
import { courses } from './courses';
import { districts } from './districts';
import { launchAs } from './launchAs';
import type { PracticeLms } from './practiceLms';

/**
 * Launches Aimline as the coordinator of each district, which makes them a candidate, and approves them, as an operator
 * approves the first coordinator of a district. Skips districts with an approved coordinator.
 *
 * @throws Error with the reason of the tool when a launch leaves no candidate.
 */
export async function approveCoordinators(ownerConnection: string, lms: PracticeLms): Promise<void> {
  const owner = knexFactory({ client: 'pg', connection: ownerConnection, pool: { min: 0, max: 1 } });
  const admin = { owner, tenants: createTenantTransactions({ knex: owner, now: () => new Date() }) };
  try {
    for (const district of districts) {
      const ofDistrict = async () =>
        (await listCoordinators(admin)).filter(({ tenantId }) => tenantId === district.tenantId);
      if ((await ofDistrict()).some(({ status }) => status === 'approved')) continue;
      const course = courses.find((one) => one.district === district)!;
      // The tool refuses the launch, and shows the code that is approved below.
      const refusal: unknown = await launchAs({ lms, person: district.coordinator, course }).catch((error) => error);
      const [candidate] = await ofDistrict();
      if (!candidate) throw refusal;
      await approveCoordinator(admin, candidate.code);
    }
  } finally {
    await owner.destroy();
  }
}
