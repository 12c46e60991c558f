import { attendanceRecorded } from '@aimline/plugin-interventions-common/attendance';
import { feature } from '@aimline/plugin-interventions-node';
import { attendanceRoutes } from './routes';

export const attendanceFeature = feature({
  name: 'attendance',
  routes: attendanceRoutes,
  events: [attendanceRecorded],
});
