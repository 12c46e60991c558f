import type { RootConfigService } from '@backstage/backend-plugin-api';
import { resolve } from 'node:path';
import { expectSafeUrl } from './safeUrl';

const FEWEST_KEY_CHARACTERS = 32;

export interface LtiConfig {
  toolOrigin: string;
  encryptionKey: string;
  appDirectory: string | undefined;
}

/** @throws Error when the origin is not one, is not safe, or the key is too short. */
export function readLtiConfig(config: RootConfigService): LtiConfig {
  const toolOrigin = config.getString('lti.toolOrigin');
  if (expectSafeUrl(toolOrigin).origin !== toolOrigin) {
    throw new Error(
      `lti.toolOrigin is "${toolOrigin}": expected an origin without a path, such as "https://aimline.example.org".`,
    );
  }
  const encryptionKey = config.getString('lti.encryptionKey');
  if (encryptionKey.length < FEWEST_KEY_CHARACTERS) {
    throw new Error(`lti.encryptionKey is too short: expected at least ${FEWEST_KEY_CHARACTERS} characters of chance.`);
  }
  const appDirectory = config.getOptionalString('lti.appDirectory');
  return { toolOrigin, encryptionKey, appDirectory: appDirectory && resolve(appDirectory) };
}
