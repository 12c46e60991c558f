import type { Knex } from 'knex';
import { REGISTRATION_COLUMNS, type Registration } from './Registration';

/** @throws Error when there is no such registration. */
export async function findRegistration(knex: Knex, registrationId: string): Promise<Registration> {
  const { rows } = await knex.raw<{ rows: Registration[] }>(
    `select ${REGISTRATION_COLUMNS}
     from directory.lti_registration r
     where r.registration_id = :registrationId`,
    { registrationId },
  );
  if (!rows[0]) throw new Error(`There is no registration "${registrationId}".`);
  return rows[0];
}
