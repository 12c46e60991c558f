import { lazyRouteComponent } from '@tanstack/react-router';
import { enrollmentEndpoints } from '@aimline/plugin-interventions-common/enrollmentEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetchWholeList } from '../launch/prefetch';
import { formatDate } from '../words/format';
import { studentsOf } from '../words/Sentence';

/** Who takes part in an intervention. */
export const enrollmentFeature = defineFeature({
  endpoints: enrollmentEndpoints,
  pages: [
    definePage({
      parent: '/interventions/$interventionId',
      path: '/students',
      action: 'enrollment.list',
      load: (context, { params }) => prefetchWholeList(context, 'enrollment.list', { params }),
      component: lazyRouteComponent(() => import('./StudentsPage'), 'StudentsPage'),
    }),
  ],
  navigation: [
    {
      place: 'intervention',
      label: 'Students',
      to: '/interventions/$interventionId/students',
      order: 30,
      action: 'enrollment.list',
    },
  ],
  words: {
    actions: { 'enrollment.create': 'enrolled students', 'enrollment.withdraw': 'withdrew a student' },
    entities: { enrollment: 'Enrollment' },
    events: {
      'interventions.student.enrolled': 'Students enrolled',
      'interventions.student.withdrawn': 'Student withdrawn',
    },
    sentences: {
      'enrollment.create': { tell: (records, names) => `enrolled ${studentsOf(records, names)}` },
      'enrollment.withdraw': {
        tell(records, names) {
          const endDate = records.find(({ entity }) => entity === 'enrollment')?.after?.end_date;
          const lastDay = typeof endDate === 'string' ? `, last day ${formatDate(endDate)}` : '';
          return `withdrew ${studentsOf(records, names)}${lastDay}`;
        },
      },
    },
  },
});
