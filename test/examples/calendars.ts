export const examples = () => ({
  'roster.schools': {},
  'roster.import': {
    body: {
      schools: [
        {
          name: 'Oak',
          timeZone: 'America/Chicago',
          rooms: [{ name: 'Room 1', holds: 2 }],
          closedDays: [{ date: '2026-11-26', event: 'holiday' }],
        },
      ],
    },
  },
});
