import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { type NextFunction, type Request, type Response, Router } from 'express';
import { answerProblem } from './answerProblem';
import { createDoor, type DoorOptions } from './door';
import { RequestLimits } from './RequestLimits';

export interface FrontDoorOptions extends Omit<DoorOptions, 'limits'> {
  logger: LoggerService;
  limits?: RequestLimits;
  /** The prefix of the routes; `API_BASE` by default. */
  base?: string;
}

/** A router with all routes of one base, such as `/api/interventions/v1`; the caller mounts it there. */
export function createFrontDoor(options: FrontDoorOptions): Router {
  const { base = API_BASE, limits = new RequestLimits(), logger, registry, tenants } = options;
  const serve = createDoor({ registry, tenants, limits });
  const router = Router();
  for (const route of registry.routes) {
    const { base: routeBase = API_BASE, method, path } = route.contract;
    if (routeBase === base) router[method](path, serve(route));
  }
  if (base === API_BASE) {
    router.use((_request: Request, _response: Response, next: NextFunction) => {
      next(new NotFoundError('There is no such address.'));
    });
  }
  router.use(answerProblem({ constraints: registry.constraints, logger }));
  return router;
}
