import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import type { NextFunction, Request, Response } from 'express';
import { drainFirst } from './drainFirst';
import { limitConnections } from './limitConnections';

/**
 * What every request passes before it reaches a router. The default chain halves the throughput; compression and CORS are
 * the proxy's, a log line per request would carry ids of students, and a router whose pages other sites show loosens the
 * policy for them itself.
 */
export function configureHttp(context: Omit<RootHttpRouterConfigureContext, 'middleware' | 'applyDefaults'>): void {
  const { app, server, config, routes, healthRouter, logger } = context;
  limitConnections(server, config);
  drainFirst(context);
  app.disable('x-powered-by');
  // Without it all who come through a proxy come from one address, and share what one may use.
  app.set('trust proxy', config.getOptional('backend.trustProxy') ?? false);
  const isHttps = config.getOptionalString('backend.baseUrl')?.startsWith('https:');
  const headers = {
    ...HEADERS,
    ...(isHttps ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  app.use((_request, response, next) => {
    response.set(headers);
    // What still comes over a connection that was open when the server stopped listening.
    if (!server.listening) response.set('Connection', 'close');
    next();
  });
  app.use(healthRouter);
  app.use(routes);
  app.use((_request, response) => refuse(response, 404, 'NotFoundError', 'There is no such address.'));
  app.use((error: Error & { status?: number }, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    // Not Backstage's own handler: its answer repeats the address, which may carry the one-time code of a launch.
    if ((error.status ?? 500) < 500) return refuse(response, 400, 'InputError', 'The request cannot be read.');
    logger.error(`A request failed outside the service: ${error.stack}`);
    refuse(response, 503, 'ServiceUnavailableError', 'Aimline cannot answer this at the moment.');
  });
}

/** Of every answer, unless its router says otherwise. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

function refuse(response: Response, statusCode: number, name: string, message: string): void {
  response.status(statusCode).json({ error: { name, message }, response: { statusCode } });
}
