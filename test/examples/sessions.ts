import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ params }: ExampleWorld) => ({
  'session.list': { params },
  'session.agenda': { query: { date: '2026-09-14' } },
});
