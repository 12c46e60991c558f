import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ apiClientId }: ExampleWorld) => ({
  'api_client.list': {},
  'api_client.create': { body: { name: 'Reports', scopes: ['event.list'] } },
  'api_client.remove': { params: { apiClientId } },
});
