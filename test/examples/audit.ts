import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ after, days, enrolling, exportId }: ExampleWorld) => ({
  'audit.search': { query: { ...enrolling, ...days, after } },
  'audit.seals': {},
  'audit.export': { body: { filter: { ...enrolling, ...days }, format: 'csv' } },
  'audit.export_read': { params: { exportId }, query: { after } },
});
