import { expectSafeUrl } from '@aimline/plugin-interventions-node';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { resolve } from 'node:path';

export interface LtiConfig {
  toolOrigin: string;
  /** Absolute path of the built user interface; undefined when none is served. */
  appDirectory: string | undefined;
}

/** @throws Error when `lti.toolOrigin` is not an origin, or neither https nor on localhost. */
export function readLtiConfig(config: RootConfigService): LtiConfig {
  const toolOrigin = config.getString('lti.toolOrigin');
  if (expectSafeUrl(toolOrigin).origin !== toolOrigin) {
    throw new Error(
      `lti.toolOrigin is "${toolOrigin}": expected an origin without a path, such as "https://aimline.example.org".`,
    );
  }
  const appDirectory = config.getOptionalString('lti.appDirectory');
  return {
    toolOrigin,
    appDirectory: appDirectory && resolve(appDirectory),
  };
}
