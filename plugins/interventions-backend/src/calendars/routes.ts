import * as contracts from '@aimline/plugin-interventions-common/roster';
import { coordinator, route, staff } from '@aimline/plugin-interventions-node';
import { importSchools } from './importSchools';
import { findSchools } from './queries';

export const calendarRoutes = [
  route(contracts.listSchools, {
    allow: staff,
    handle: async (uow) => ({ schools: await findSchools(uow) }),
  }),
  route(contracts.importSchools, {
    allow: coordinator,
    handle: (uow, { body }) => importSchools(uow, body.schools),
  }),
];
