export const examples = () => ({
  'roster.students': { body: { search: 'may' } },
  'roster.staff': {},
});
