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
  /** What the paths of the routes stand below. */
  base?: string;
}

/** The routes of one base, such as `/api/interventions/v1`, to be mounted there. */
export function createFrontDoor(options: FrontDoorOptions): Router {
  const { base = API_BASE, limits = new RequestLimits(), logger, registry, tenants } = options;
  const serve = createDoor({ registry, tenants, limits });
  const router = Router();
  for (const route of registry.routes) {
    const { base: own = API_BASE, method, path } = route.contract;
    if (own === base) router[method](path, serve(route));
  }
  if (base === API_BASE) {
    router.use((_request: Request, _response: Response, next: NextFunction) => {
      next(new NotFoundError('There is no such address.'));
    });
  }
  router.use(answerProblem({ constraints: registry.constraints, logger }));
  return router;
}
