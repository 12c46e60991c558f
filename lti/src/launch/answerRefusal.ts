import { describeFailure } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Check } from '../guard/checks';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';
import { recordFailedLaunch } from './recordFailedLaunch';
import { refusalPage } from './pages/refusalPage';
import { sendPage } from '../http/sendPage';
import { ANY_ORIGIN } from '../http/sourceList';

/**
 * Answers a failed login or launch with a page that names the check, and records the failure for the install page. Any
 * origin may show the page in a frame: the platform is not verified yet, and the page has nothing to click.
 */
export function answerRefusal(options: { logger: LoggerService; knex: Knex; now: () => Date }): ErrorRequestHandler {
  const { logger } = options;
  return (error: Error, request, response, next) => {
    if (response.headersSent) return next(error);
    const check = checkOf(error);
    if (check === 'available') logger.error(`A launch failed: ${describeFailure(error)}`);
    else logger.info(`A launch was refused: ${check}${causeOf(error)}`);
    const passed = error instanceof LaunchRefusedError ? error.passed : [];
    recordFailedLaunch(options, request, { check, passed }).catch((cause) =>
      logger.warn(`A refusal was not recorded: ${describeFailure(cause)}`),
    );
    sendPage(response, refusalPage(check), ANY_ORIGIN);
  };
}

function checkOf(error: Error & { status?: number }): Check {
  if (error instanceof LaunchRefusedError) return error.check;
  // body-parser rejects an unreadable body with an error that has a status.
  return error.status !== undefined && error.status < 500 ? 'launch_parameters' : 'available';
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : '';
}
