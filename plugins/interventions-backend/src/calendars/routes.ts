import * as contracts from '@aimline/plugin-interventions-common/roster';
import { coordinator, readPage, route, staff } from '@aimline/plugin-interventions-node';
import { importSchools } from './importSchools';
import { findSchools } from './queries';

export const calendarRoutes = [
  route(contracts.listSchools, {
    allow: staff,
    handle: (uow, { query: { after } }) =>
      readPage(
        uow,
        {
          items: 'schools',
          pageSize: 100,
          after,
          cursorOf: (school) => school.schoolId,
          cursorIn: ['school', 'school_id'],
        },
        (page) => findSchools(uow, { names: null, ...page }),
      ),
  }),
  route(contracts.importSchools, {
    allow: coordinator,
    handle: (uow, { body }) => importSchools(uow, body.schools),
  }),
];
