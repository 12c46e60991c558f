import type { RootConfigService } from '@backstage/backend-plugin-api';
import { resolve } from 'node:path';
import { readKeyList } from './readKeyList';
import { expectSafeUrl } from './safeUrl';

export interface LtiConfig {
  toolOrigin: string;
  encryptionKey: string;
  previousEncryptionKeys: string[];
  appDirectory: string | undefined;
}

/** @throws Error when the origin is not one, or is not safe. */
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
    encryptionKey: config.getString('lti.encryptionKey'),
    previousEncryptionKeys: readPreviousKeys(config),
    appDirectory: appDirectory && resolve(appDirectory),
  };
}

/** A list, or what an environment variable can hold of one; an empty variable holds none. */
function readPreviousKeys(config: RootConfigService): string[] {
  const key = 'lti.previousEncryptionKeys';
  const value = config.getOptional(key);
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? config.getStringArray(key) : readKeyList(config.getString(key));
}
