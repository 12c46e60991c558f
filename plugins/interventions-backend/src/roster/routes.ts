import * as contracts from '@aimline/plugin-interventions-common/roster';
import { anyOf, caregiver, route, staff } from '@aimline/plugin-interventions-node';
import { listStaff } from './listStaff';
import { listStudents } from './listStudents';

export const rosterRoutes = [
  route(contracts.listStudents, {
    allow: anyOf(staff, caregiver),
    handle: (uow, { query, body }) => listStudents(uow, { ...body, ...query }),
  }),
  route(contracts.listStaff, {
    allow: staff,
    handle: (uow, { query }) => listStaff(uow, query.after),
  }),
];
