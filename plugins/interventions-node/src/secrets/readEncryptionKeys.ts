import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { EncryptionKeys } from './KeyRing';

/** The keys that `interventions.encryptionKey` and `interventions.previousEncryptionKeys` hold. */
export function readEncryptionKeys(config: RootConfigService): EncryptionKeys {
  return {
    encryptionKey: config.getString('interventions.encryptionKey'),
    previousEncryptionKeys: readPreviousKeys(config),
  };
}

/** A list, or what an environment variable can hold of one; an empty variable holds none. */
function readPreviousKeys(config: RootConfigService): string[] {
  const key = 'interventions.previousEncryptionKeys';
  const value = config.getOptional(key);
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? config.getStringArray(key) : readKeyList(config.getString(key));
}

/** Keys from a setting that separates them by commas, as an environment variable does. */
export function readKeyList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
