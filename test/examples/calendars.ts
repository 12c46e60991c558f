import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ group }: ExampleWorld) => ({
  'school.list': { query: { after: group.schoolId } },
  'school.import': {
    body: {
      schools: [
        {
          name: 'Oak',
          timeZone: 'America/Chicago',
          rooms: [{ name: 'Room 1', groupCapacity: 2 }],
          closedDays: [{ date: '2026-11-26', event: 'holiday' }],
        },
      ],
    },
  },
});
