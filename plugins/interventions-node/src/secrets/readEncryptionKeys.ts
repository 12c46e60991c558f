import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { EncryptionKeys } from './KeyRing';

/** Reads `interventions.encryptionKey` and `interventions.previousEncryptionKeys`. */
export function readEncryptionKeys(config: RootConfigService): EncryptionKeys {
  return {
    encryptionKey: config.getString('interventions.encryptionKey'),
    previousEncryptionKeys: readPreviousKeys(config),
  };
}

/** A YAML list, or a comma-separated string as from an environment variable; empty for none. */
function readPreviousKeys(config: RootConfigService): string[] {
  const key = 'interventions.previousEncryptionKeys';
  const value = config.getOptional(key);
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? config.getStringArray(key) : readKeyList(config.getString(key));
}

/** Splits a comma-separated list of keys. */
export function readKeyList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
