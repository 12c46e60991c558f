import { lazyRouteComponent } from '@tanstack/react-router';
import { attendanceEndpoints } from '@aimline/plugin-interventions-common/attendanceEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetch } from '../launch/prefetch';
import { attendanceSentence } from './attendanceSentence';
import { t } from '../words/i18n';

/** Attendance sheets of sessions. */
export const attendanceFeature = defineFeature({
  endpoints: attendanceEndpoints,
  pages: [
    definePage({
      path: '/sessions/$sessionId',
      action: 'attendance.read',
      load: (context, { params }) => prefetch(context, 'attendance.read', { params }),
      component: lazyRouteComponent(() => import('./AttendanceSheetPage'), 'AttendanceSheetPage'),
    }),
  ],
  words: {
    actions: () => ({ 'attendance.record': t('recorded attendance') }),
    entities: () => ({ attendance_record: t('Attendance') }),
    events: () => ({ 'interventions.attendance.recorded': t('Attendance recorded') }),
    sentences: { 'attendance.record': attendanceSentence },
  },
});
