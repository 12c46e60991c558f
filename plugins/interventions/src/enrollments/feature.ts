import { lazyRouteComponent } from '@tanstack/react-router';
import { enrollmentEndpoints } from '@aimline/plugin-interventions-common/enrollmentEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetchWholeList } from '../launch/prefetch';
import { formatDate } from '../words/format';
import { t } from '../words/i18n';
import { studentsOf } from '../words/Sentence';

/** Enrollments of students in interventions. */
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
      label: () => t('Students'),
      to: '/interventions/$interventionId/students',
      order: 30,
      action: 'enrollment.list',
    },
  ],
  words: {
    actions: () => ({ 'enrollment.create': t('enrolled students'), 'enrollment.withdraw': t('withdrew a student') }),
    entities: () => ({ enrollment: t('Enrollment') }),
    events: () => ({
      'interventions.student.enrolled': t('Students enrolled'),
      'interventions.student.withdrawn': t('Student withdrawn'),
    }),
    sentences: {
      'enrollment.create': {
        tell: (records, names) => t('enrolled {{students}}', { students: studentsOf(records, names) }),
      },
      'enrollment.withdraw': {
        tell(records, names) {
          const endDate = records.find(({ entity }) => entity === 'enrollment')?.after?.end_date;
          const students = studentsOf(records, names);
          return typeof endDate === 'string'
            ? t('withdrew {{students}}, last day {{day}}', { students, day: formatDate(endDate) })
            : t('withdrew {{students}}', { students });
        },
      },
    },
  },
});
