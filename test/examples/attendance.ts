import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ studentId, sessionId }: ExampleWorld) => ({
  'attendance.read': { params: { sessionId } },
  'attendance.record': {
    params: { sessionId },
    body: { marks: [{ studentId, status: 'tardy', reason: 'transportation', note: 'Bus was late.' }] },
  },
});
