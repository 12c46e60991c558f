import { type Contract, isMedia, type Media } from '@aimline/plugin-interventions-common/contract';
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
    'Chosen by the client for one request. When the request is sent again with the same key, it is not executed again, and gets the same response. Keys are stored for a day. A key that was used for another request is refused (422); a request that fails or is refused leaves no key.',
  schema: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[!-~]+$' },
};

/** The route table as an OpenAPI 3.1 document. Schemas with an id become components; the others are inlined. */
export function openApiDocument(routes: readonly Route[]): Json {
  const contracts = routes.map(({ contract }) => contract);
  const inputs = describeSchemas('input', contracts.flatMap(inputsOf));
  const outputs = describeSchemas('output', [Problem, ...contracts.flatMap(({ result }) => schemasOf(result))]);
  const refusal = {
    description: 'Refused; the body says why',
    content: { 'application/json': { schema: outputs.of(Problem) } },
  };
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
      ...(body ? { requestBody: { required: true, content: contentOf(body, inputs) } } : {}),
      responses: {
        [status]: { description: 'Done', ...(result === null ? {} : { content: contentOf(result, outputs) }) },
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
      schemas: { ...inputs.components, ...outputs.components },
      securitySchemes: {
        launchSession: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token from POST /lti/session after a launch.',
        },
        apiClient: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of an API client, limited to its scopes.',
        },
      },
    },
  };

  function parametersIn(location: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
    return partsOf(schema).map(([name, part]) => ({
      name,
      in: location,
      required: location === 'path' || !z.safeParse(part, undefined).success,
      schema: inputs.of(part),
    }));
  }
}

function contentOf(schema: z.ZodType | Media, schemas: DescribedSchemas): Json {
  return isMedia(schema) ? { [schema.mediaType]: {} } : { 'application/json': { schema: schemas.of(schema) } };
}

function inputsOf({ params, query, body }: Contract): z.ZodType[] {
  return [...partsOf(params), ...partsOf(query)].map(([, part]) => part).concat(schemasOf(body));
}

function partsOf(schema: z.ZodObject | undefined): [string, z.ZodType][] {
  return Object.entries(schema?.shape ?? {}) as [string, z.ZodType][];
}

function schemasOf(schema: z.ZodType | Media | null | undefined): z.ZodType[] {
  return schema === null || schema === undefined || isMedia(schema) ? [] : [schema];
}

/** Overrides the default security: none for public routes; also API client tokens where a rule allows them. */
function securityOf(route: Route): Json {
  if (!isActorRoute(route)) return { security: [] };
  const allowsApiClients = route.allow.some(({ roles }) => roles.includes('integration'));
  return allowsApiClients ? { security: [{ launchSession: [] }, { apiClient: [] }] } : {};
}

interface DescribedSchemas {
  /** The JSON Schema of one of the schemas: a reference to a component, when it has an id. */
  of(schema: z.ZodType): Json;
  /** The JSON Schemas of all schemas with an id that occur in them, by name. */
  components: Json;
}

/** What is sent may omit fields with defaults, so components of inputs have names of their own, such as `AttendanceMarkInput`. */
function describeSchemas(io: 'input' | 'output', schemas: readonly z.ZodType[]): DescribedSchemas {
  const suffix = io === 'input' ? 'Input' : '';
  const unique = [...new Set(schemas)];
  // One schema that holds all: a schema registered itself would be a component, with an id or without.
  const whole = z.object(Object.fromEntries(unique.entries()));
  const registry = z.registry<{ id: string }>().add(whole, { id: WHOLE });
  z.toJSONSchema(whole, {
    ...{ io, unrepresentable: 'any' },
    override({ zodSchema }) {
      const id = z.globalRegistry.get(zodSchema)?.id;
      if (id !== undefined) registry.add(zodSchema, { id });
    },
  });
  const converted = z.toJSONSchema(registry, {
    ...{ io, unrepresentable: 'any' },
    uri: (id) => `#/components/schemas/${id}${suffix}`,
  }).schemas as Record<string, Json>;
  const { [WHOLE]: all, ...named } = converted;
  const properties = all!.properties as Record<number, Json>;
  return {
    of: (schema) => properties[unique.indexOf(schema)]!,
    components: Object.fromEntries(
      Object.entries(named).map(([id, { $schema: _schema, $id: _id, ...component }]) => [`${id}${suffix}`, component]),
    ),
  };
}

const WHOLE = 'whole';
