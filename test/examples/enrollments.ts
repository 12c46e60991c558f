import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ params, classmateId, enrollmentId }: ExampleWorld) => ({
  'enrollment.create': { params, body: { studentIds: [classmateId], beginDate: '2026-09-14' } },
  'enrollment.withdraw': { params: { enrollmentId }, body: { endDate: '2026-09-14' } },
  'enrollment.list': { params, query: { after: enrollmentId } },
});
