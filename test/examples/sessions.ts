import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ params, sessionId }: ExampleWorld) => ({
  'session.list': { params, query: { after: sessionId } },
  'session.agenda': { query: { date: '2026-09-14' } },
});
