import type { SealedSecrets } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';

/**
 * The sealed private keys of the tool, to be sealed again with another encryption key.
 *
 * @param owner logged in as the owner of the schema; the serving login may not change a key.
 */
export function sealedToolKeys(owner: Knex): SealedSecrets {
  return {
    async list() {
      const { rows } = await owner.raw<{ rows: { kid: string; box: Buffer }[] }>(
        'select kid, sealed_private_key as box from directory.lti_tool_key order by kid',
      );
      return rows.map(({ kid, box }) => ({ id: kid, what: `tool key "${kid}"`, name: kid, box }));
    },
    async replace({ id, box }, sealed) {
      const { rowCount } = await owner.raw<{ rowCount: number }>(
        `update directory.lti_tool_key
         set sealed_private_key = :sealed
         where kid = :id
           and sealed_private_key = :box`,
        { id, box, sealed },
      );
      return rowCount;
    },
  };
}
