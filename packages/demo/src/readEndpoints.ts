import type { Endpoint, Endpoints } from '@aimline/plugin-interventions-common/endpoints';

interface ApiDocument {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

/** Reads all endpoints of a service from its OpenAPI document. */
export async function readEndpoints(toolOrigin: string): Promise<Endpoints> {
  const response = await fetch(`${toolOrigin}/api/interventions/openapi.json`);
  const { paths } = (await response.json()) as ApiDocument;
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId }]) =>
        operationId === undefined
          ? []
          : [[operationId, { method, path: path.replace(/\{(\w+)\}/g, ':$1') } as Endpoint] as const],
      ),
    ),
  );
}
