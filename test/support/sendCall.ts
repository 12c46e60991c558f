import { type Contract, isMedia } from '@aimline/plugin-interventions-common/contract';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import request from 'supertest';
import type { ExampleCall } from './exampleCalls';

/** Sends a call, valid or not, with or without a bearer token. */
export function sendCall(
  origin: string,
  { base = API_BASE, body: accepted, method, path }: Pick<Contract, 'base' | 'body' | 'method' | 'path'>,
  { params = {}, query = {}, body }: ExampleCall,
  token: string | null,
): request.Test {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
  const sent = request(origin)[method as 'post'](`${base}${filled}`).query(query);
  if (token !== null) void sent.set('authorization', `Bearer ${token}`);
  if (isMedia(accepted) && typeof body === 'string') void sent.type(accepted.mediaType);
  return body ? sent.send(body) : sent;
}
