import { offerCourseLinks } from '@aimline/plugin-interventions-common/deepLinking';
import type { Staff } from '@aimline/plugin-interventions-common/primitives';
import * as contracts from '@aimline/plugin-interventions-common/roster';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { anyOf, caregiver, staff } from '../access/rules';
import { importSchools } from './importSchools';
import { listStudents } from './listStudents';
import { offerLinks } from './offerLinks';
import { findRosterOfActor, findSchools } from './queries';

export const rosterRoutes = [
  route(contracts.listStudents, {
    allow: anyOf(staff, caregiver),
    handle: (uow, { body }) => listStudents(uow, body.search),
  }),
  route(contracts.listStaff, {
    allow: staff,
    handle: async (uow) => ({ staff: await uow.rows<Staff>(STAFF_BY_NAME), roster: await findRosterOfActor(uow) }),
  }),
  route(contracts.listSchools, {
    allow: staff,
    handle: async (uow) => ({ schools: await findSchools(uow) }),
  }),
  route(contracts.importSchools, {
    allow: coordinator,
    handle: (uow, { body }) => importSchools(uow, body.schools),
  }),
  route(offerCourseLinks, {
    allow: staff,
    handle: (uow) => offerLinks(uow),
  }),
];

const STAFF_BY_NAME = `
  select staff_id as "staffId", given_name as "givenName", family_name as "familyName"
  from staff
  where tenant_id = :tenantId
  order by family_name, given_name, staff_id`;
