import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ studentId, memberId }: ExampleWorld) => ({
  'student.list': { query: { after: studentId }, body: { search: 'may' } },
  'staff.list': { query: { after: memberId } },
});
