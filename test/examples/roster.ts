export const examples = () => ({
  'student.list': { body: { search: 'may' } },
  'staff.list': {},
});
