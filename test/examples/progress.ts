import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ params, studentId, noteId }: ExampleWorld) => ({
  'progress.note': { params, body: { studentId, notedOn: '2026-09-14', rating: 3, text: 'Reads well.' } },
  'progress.list': { params, query: { studentId, after: noteId } },
});
