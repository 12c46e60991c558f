import * as contracts from '@aimline/plugin-interventions-common/attendance';
import { anyOf, coordinator, route } from '@aimline/plugin-interventions-node';
import { leadsIntervention, teachesParticipant } from '../access/rules';
import { readAttendanceSheet } from './readAttendanceSheet';
import { recordAttendance } from './recordAttendance';

export const attendanceRoutes = [
  route(contracts.readAttendance, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params }) => readAttendanceSheet(uow, params.sessionId),
  }),
  route(contracts.recordAttendance, {
    allow: anyOf(coordinator, leadsIntervention),
    handle: (uow, { params, body }) => recordAttendance(uow, params.sessionId, body.marks),
  }),
];
