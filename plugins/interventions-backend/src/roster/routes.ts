import type { Staff } from '@aimline/plugin-interventions-common/primitives';
import * as contracts from '@aimline/plugin-interventions-common/roster';
import { anyOf, caregiver, route, staff } from '@aimline/plugin-interventions-node';
import { listStudents } from './listStudents';
import { findRosterOfActor } from './queries';

export const rosterRoutes = [
  route(contracts.listStudents, {
    allow: anyOf(staff, caregiver),
    handle: (uow, { body }) => listStudents(uow, body.search),
  }),
  route(contracts.listStaff, {
    allow: staff,
    handle: async (uow) => ({ staff: await uow.rows<Staff>(STAFF_BY_NAME), roster: await findRosterOfActor(uow) }),
  }),
];

const STAFF_BY_NAME = `
  select staff_id as "staffId", given_name as "givenName", family_name as "familyName"
  from staff
  where tenant_id = :tenantId
  order by family_name, given_name, staff_id`;
