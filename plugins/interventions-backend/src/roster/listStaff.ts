import type { Staff } from '@aimline/plugin-interventions-common/primitives';
import { type ActingUnitOfWork, readPage } from '@aimline/plugin-interventions-node';
import { findRosterOfActor } from './queries';

/** The staff of the district, by family name, then given name, with the state of the course's roster. */
export async function listStaff(uow: ActingUnitOfWork, after: string | undefined) {
  const [page, roster] = await Promise.all([
    readPage(
      uow,
      {
        items: 'staff',
        pageSize: 500,
        after,
        cursorOf: (member: Staff) => member.staffId,
        cursorIn: ['staff', 'staff_id'],
      },
      (page) => uow.rows<Staff>(STAFF_BY_NAME, page),
    ),
    findRosterOfActor(uow),
  ]);
  return { ...page, roster };
}

const STAFF_BY_NAME = `
  select p.staff_id as "staffId", p.given_name as "givenName", p.family_name as "familyName"
  from staff p
  where p.tenant_id = :tenantId
    and (:after::uuid is null or (p.family_name, p.given_name, p.staff_id) > (
      select last.family_name, last.given_name, last.staff_id
      from staff last
      where last.tenant_id = :tenantId and last.staff_id = :after))
  order by p.family_name, p.given_name, p.staff_id
  limit :limit`;
