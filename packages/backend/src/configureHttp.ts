import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import type { NextFunction, Request, Response } from 'express';

/**
 * What every request passes before it reaches a router. The default chain halves the throughput; compression and CORS are
 * the proxy's, each page sets its own content security policy, and a log line per request would carry ids of students.
 */
export function configureHttp({
  app,
  config,
  routes,
  healthRouter,
  logger,
}: Pick<RootHttpRouterConfigureContext, 'app' | 'config' | 'routes' | 'healthRouter' | 'logger'>): void {
  app.disable('x-powered-by');
  // Without it all who come through a proxy come from one address, and share what one may use.
  app.set('trust proxy', config.getOptional('backend.trustProxy') ?? false);
  const isSecure = config.getOptionalString('backend.baseUrl')?.startsWith('https:');
  app.use((_request, response, next) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      // for what is no page: a page says itself what it may do, and who may show it
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      ...(isSecure && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
    });
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

function refuse(response: Response, statusCode: number, name: string, message: string): void {
  response.status(statusCode).json({ error: { name, message }, response: { statusCode } });
}
