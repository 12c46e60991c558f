import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import type { NextFunction, Request, Response } from 'express';
import { drainFirst } from './drainFirst';
import { limitConnections } from './limitConnections';

/**
 * Configures the middleware that every request passes before it reaches a router. Backstage's default chain halves the
 * throughput; compression and CORS are left to the proxy; a log line per request would contain ids of students; and a
 * router whose pages other sites embed relaxes the content security policy itself.
 */
export function configureHttp(context: Omit<RootHttpRouterConfigureContext, 'middleware' | 'applyDefaults'>): void {
  const { app, server, config, routes, healthRouter, logger } = context;
  limitConnections(server, config);
  drainFirst(context);
  app.disable('x-powered-by');
  // Without this setting, all clients behind a proxy would have its address and share one rate limit.
  app.set('trust proxy', config.getOptional('backend.trustProxy') ?? false);
  const isHttps = config.getOptionalString('backend.baseUrl')?.startsWith('https:');
  const headers = {
    ...HEADERS,
    ...(isHttps ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  app.use((_request, response, next) => {
    response.set(headers);
    // During a shutdown, open keep-alive connections are closed after their next response.
    if (!server.listening) response.set('Connection', 'close');
    next();
  });
  app.use(healthRouter);
  app.use(routes);
  app.use((_request, response) => refuse(response, 404, 'NotFoundError', 'There is no such address.'));
  app.use((error: Error & { status?: number }, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    // Not Backstage's own error handler: its answer repeats the address, which may contain the one-time code of a launch.
    if ((error.status ?? 500) < 500) return refuse(response, 400, 'InputError', 'The request cannot be read.');
    logger.error(`A request failed outside the service: ${error.stack}`);
    refuse(response, 503, 'ServiceUnavailableError', 'Aimline cannot answer this at the moment.');
  });
}

/** The headers of every answer, unless its router sets others. */
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
