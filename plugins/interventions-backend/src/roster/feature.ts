import { feature, rowOf } from '@aimline/plugin-interventions-node';
import { STUDENT_IN_REACH } from '../access/visibility';
import { rosterRoutes } from './routes';

export const rosterFeature = feature({
  name: 'roster',
  routes: rosterRoutes,
  subjects: {
    studentId: {
      what: 'student',
      sql: `
        select ${STUDENT_IN_REACH} as "isInReach"
        from student st
        where st.tenant_id = :tenantId and st.student_id = :id`,
    },
    staffId: rowOf('staff', 'staff_id', 'staff member'),
    /** A person who can sign in: staff or a contact. */
    personId: {
      what: 'person',
      sql: `
        select from staff f where f.tenant_id = :tenantId and f.staff_id = :id
        union all
        select from contact k where k.tenant_id = :tenantId and k.contact_id = :id`,
    },
  },
});
