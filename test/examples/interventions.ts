import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ group, params, interventionId, after }: ExampleWorld) => ({
  'intervention.create': {
    body: {
      ...group,
      endDate: '2026-09-18',
      meetingTimes: [{ weekday: 'friday', startTime: '10:00', endTime: '10:30' }],
    },
  },
  'intervention.list': {
    query: { after: interventionId },
    body: { search: 'reading', tier: 2, domain: 'reading' },
  },
  'intervention.read': { params },
  'intervention.history': { params, query: { after } },
});
