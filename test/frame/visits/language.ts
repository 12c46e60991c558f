/** Endpoints, contracts and events of the feature. */
import { contract, media } from '@aimline/plugin-interventions-common/contract';
import type { Endpoints } from '@aimline/plugin-interventions-common/endpoints';
import { event, ofIntervention } from '@aimline/plugin-interventions-common/event';
import { LocalDate, Uuid } from '@aimline/plugin-interventions-common/primitives';
import { z } from 'zod';

export const visitEndpoints = {
  'visit.import': { method: 'put', path: '/interventions/:interventionId/visits' },
  'visit.export': { method: 'get', path: '/interventions/:interventionId/visits' },
  'visit.share': { method: 'post', path: '/interventions/:interventionId/visits/feeds' },
  'visit.feed': { method: 'get', path: '/public/visits/:secret' },
} as const satisfies Endpoints;

const params = z.strictObject({ interventionId: Uuid });

/** The body has lines of a student id and a date. */
export const importVisits = contract(visitEndpoints, 'visit.import', {
  summary: 'Import visits from a file.',
  params,
  body: media('text/csv', 200 * 1024),
  result: z.object({ visitCount: z.int() }),
});

export const exportVisits = contract(visitEndpoints, 'visit.export', {
  summary: 'Export the visits to a file.',
  params,
  result: media('text/csv'),
});

export const shareVisits = contract(visitEndpoints, 'visit.share', {
  summary: 'Run the rule that enrolls students who visit regularly.',
  params,
  body: z.strictObject({}),
  status: 202,
  result: null,
});

export const feedVisits = contract(visitEndpoints, 'visit.feed', {
  summary: 'Subscribe to the visits in a calendar.',
  params: z.strictObject({ secret: z.string().max(100) }),
  result: media('text/calendar'),
});

export const visitsRecorded = event('interventions.visit.recorded', {
  summary: 'Students visited an intervention.',
  data: z.strictObject({ interventionId: Uuid, visitCount: z.int() }),
  stream: ofIntervention,
});

export const studentVisited = event('interventions.student.visited', {
  summary: 'A student visited an intervention.',
  data: z.strictObject({ studentId: Uuid, visitedOn: LocalDate }),
  stream: ({ studentId }) => ({ key: studentId, subject: `students/${studentId}` }),
});
