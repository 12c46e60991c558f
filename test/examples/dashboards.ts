import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ params, studentId }: ExampleWorld) => ({
  'dashboard.intervention': { params },
  'dashboard.student': { params: { studentId } },
});
