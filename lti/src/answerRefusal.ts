import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Check } from './guard/checks';
import { LaunchRefused } from './guard/launchRefused';
import { recordFailedLaunch } from './install/recordFailedLaunch';
import { refusalPage } from './pages/refusalPage';
import { sendPage } from './pages/sendPage';

/** Answers what went wrong with a login or a launch as a page, and keeps the check for the install page. */
export function answerRefusal(options: {
  frameAncestors: () => Promise<string>;
  logger: LoggerService;
  knex: Knex;
  now: () => Date;
}): ErrorRequestHandler {
  const { frameAncestors, logger } = options;
  return (error: Error, request, response, next) => {
    if (response.headersSent) return next(error);
    const check = checkOf(error);
    if (check === 'available') logger.error('A launch failed', error);
    else logger.info(`A launch was refused: ${check}${causeOf(error)}`);
    const passed = error instanceof LaunchRefused ? error.passed : [];
    recordFailedLaunch(options, request, { check, passed }).catch((cause) =>
      logger.warn('A refusal was not recorded', cause),
    );
    frameAncestors()
      .catch(() => "'none'")
      .then((sources) => sendPage(response, refusalPage(check), sources))
      .catch(next);
  };
}

function checkOf(error: Error & { status?: number }): Check {
  if (error instanceof LaunchRefused) return error.check;
  // body-parser refuses what it cannot read with a status of its own.
  return error.status !== undefined && error.status < 500 ? 'launch_parameters' : 'available';
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : '';
}
