import { isMedia, type Media } from '@aimline/plugin-interventions-common/contract';
import { API_BASE, isWrite } from '@aimline/plugin-interventions-common/endpoints';
import { Problem } from '@aimline/plugin-interventions-common/problem';
import { z } from 'zod';
import { isActorRoute, type Route } from '@aimline/plugin-interventions-node';

type Json = Record<string, unknown>;

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Chosen by the client, for one request: sent again with the same key, the request gets the same answer, and nothing is done. Kept for a day. With another request it is refused (422); a request that fails or is refused leaves no key.',
  schema: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[!-~]+$' },
};

/** The route table as an OpenAPI 3.1 document. Schemas with an id become components; the others stand in place. */
export function openApiDocument(routes: readonly Route[]): Json {
  const components: Json = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => toSchema(schema, io, components);
  const refusal = { description: 'Refused', content: { 'application/json': { schema: schemaOf(Problem, 'output') } } };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const { contract, kind } = route;
    const { action, base, method, path, summary, params, query, body, result, status = 200 } = contract;
    const parameters = [
      ...parametersIn('path', params),
      ...parametersIn('query', query),
      ...(kind !== 'public' && isWrite(contract) ? [IDEMPOTENCY_KEY] : []),
    ];
    const operation: Json = {
      operationId: action,
      summary,
      tags: [action.split('.')[0]],
      ...(parameters.length > 0 ? { parameters } : {}),
      ...securityOf(route),
      ...(body ? { requestBody: { required: true, content: contentOf(body, 'input') } } : {}),
      responses: {
        [status]: { description: 'Done', ...(result === null ? {} : { content: contentOf(result, 'output') }) },
        ...Object.fromEntries(
          [
            '400',
            '401',
            '403',
            '404',
            ...(body ? ['409', '413'] : []),
            ...(isWrite(contract) ? ['422'] : []),
            '429',
            '503',
          ].map((code) => [code, refusal]),
        ),
      },
    };
    const item = (paths[path.replace(/:(\w+)/g, '{$1}')] ??= base === undefined ? {} : { servers: [{ url: base }] });
    item[method] = operation;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Aimline', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: API_BASE }],
    security: [{ launchSession: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        launchSession: { type: 'http', scheme: 'bearer', description: 'From POST /lti/session after a launch.' },
        apiClient: { type: 'http', scheme: 'bearer', description: 'Given to a program by a coordinator, with scopes.' },
      },
    },
  };

  function contentOf(schema: z.ZodType | Media, io: 'input' | 'output'): Json {
    return isMedia(schema) ? { [schema.mediaType]: {} } : { 'application/json': { schema: schemaOf(schema, io) } };
  }

  function parametersIn(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
    return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
      name,
      in: place,
      required: place === 'path' || !z.safeParse(part as z.ZodType, undefined).success,
      schema: schemaOf(part as z.ZodType, 'input'),
    }));
  }
}

/** Other than the token of a launch: nothing for a public address, also the token of a program where one may be let in. */
function securityOf(route: Route): Json {
  if (!isActorRoute(route)) return { security: [] };
  const isForPrograms = route.allow.some(({ roles }) => roles.includes('integration'));
  return isForPrograms ? { security: [{ launchSession: [] }, { apiClient: [] }] } : {};
}

/** Moves what zod calls `$defs` to the components; what is sent may leave out defaults, so its schemas have names of their own. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const { $schema: _, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  const suffix = io === 'input' ? 'Input' : '';
  const renamed = JSON.parse(
    JSON.stringify(whole).replaceAll(/"\$ref":"#\/\$defs\/([^"]+)"/g, `"$ref":"#/components/schemas/$1${suffix}"`),
  ) as Json;
  const { $defs = {}, ...rest } = renamed as Json & { $defs?: Record<string, Json>; id?: string };
  for (const [name, definition] of Object.entries($defs)) components[`${name}${suffix}`] = withoutId(definition);
  if (typeof rest.id !== 'string') return rest;
  components[`${rest.id}${suffix}`] = withoutId(rest);
  return { $ref: `#/components/schemas/${rest.id}${suffix}` };
}

function withoutId(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'id'));
}
