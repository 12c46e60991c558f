import express from 'express';
import type { AddressInfo } from 'node:net';

/** A platform for dynamic registration, whose description a test can change. */
export interface Registrar {
  origin: string;
  /** The URL of its OpenID configuration. */
  configurationUrl: string;
  /** How the platform behaves; a test may change it at any time. */
  behaviour: {
    /** Values that override those of the correct OpenID configuration. */
    configuration: Record<string, unknown>;
    /** The response of the platform to a registration. */
    registered: Record<string, unknown>;
    /** The URL to which requests for the configuration are redirected. */
    movedTo?: string;
  };
  /** Received requests as method, path and token. */
  requests: string[];
  close(): Promise<void>;
}

const ENDPOINTS = ['authorization_endpoint', 'registration_endpoint', 'jwks_uri', 'token_endpoint'];

export async function startRegistrar(): Promise<Registrar> {
  const behaviour: Registrar['behaviour'] = { configuration: {}, registered: { client_id: 'aimline' } };
  const requests: string[] = [];
  const app = express();
  app.use((request, _response, next) => {
    requests.push(`${request.method} ${request.path} ${request.headers.authorization ?? 'without a token'}`);
    next();
  });
  app.get('/openid-configuration', (_request, response) => {
    if (behaviour.movedTo !== undefined) return response.redirect(302, behaviour.movedTo);
    return response.json({
      issuer: origin,
      ...Object.fromEntries(ENDPOINTS.map((name) => [name, `${origin}/${name}`])),
      ...behaviour.configuration,
    });
  });
  app.post('/registration_endpoint', (_request, response) => void response.status(201).json(behaviour.registered));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    configurationUrl: `${origin}/openid-configuration`,
    behaviour,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
