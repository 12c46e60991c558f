import type { PersonKind, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';
import { identify } from './identify';
import { MAY_SET_NAME } from './nameSources';

export type NamedPerson = Omit<RosterPerson, 'kind'>;

/**
 * Records people of one kind and returns their ids, each once, in the order of their external ids; of duplicates the last
 * entry counts. Unchanged people, and those whose name this source may not set, are neither written nor locked. When a
 * source has several ids for one person, the lowest sets the name.
 *
 * Always written in the same order: courses share students, and lists in different orders would deadlock.
 */
export async function recordPeople(
  uow: UnitOfWork,
  source: string,
  kind: PersonKind,
  listed: readonly NamedPerson[],
): Promise<string[]> {
  if (listed.length === 0) return [];
  const once = new Map(listed.map((person) => [person.externalId, person]));
  const people = [...once.values()].toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const known = await findKnown(uow, source, kind, [...once.keys()]);
  const changed = people.filter((person) => !isUnchanged(person, source, known.get(person.externalId)));
  const written = new Map<string, string>();
  if (changed.length > 0) {
    const ids = await writePeople(uow, source, kind, changed);
    for (const [i, { externalId }] of changed.entries()) written.set(externalId, ids[i]!);
  }
  return people.map(({ externalId }) => written.get(externalId) ?? known.get(externalId)!.personId);
}

interface Known {
  externalId: string;
  personId: string;
  givenName: string;
  familyName: string;
  nameSource: string;
  maySetName: boolean;
}

async function findKnown(uow: UnitOfWork, source: string, kind: PersonKind, externalIds: readonly string[]) {
  const rows = await uow.rows<Known>(
    `select i.external_id as "externalId", i.local_id as "personId",
       p.given_name as "givenName", p.family_name as "familyName", p.name_source as "nameSource",
       ${MAY_SET_NAME} and not exists (
         select from external_identity o
         where o.tenant_id = :tenantId and o.local_id = i.local_id and o.source = :source and o.kind = :kind
           and o.external_id < i.external_id) as "maySetName"
     from external_identity i
     join ${kind} p on p.tenant_id = i.tenant_id and p.${kind}_id = i.local_id
     where i.tenant_id = :tenantId and i.source = :source and i.kind = :kind and i.external_id = any(:externalIds::text[])`,
    { source, kind, externalIds },
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** Whether nothing would be written. An empty name does not replace a stored one. */
function isUnchanged({ givenName, familyName }: NamedPerson, source: string, known: Known | undefined): boolean {
  if (known === undefined) return false;
  if (!known.maySetName || !(givenName || familyName)) return true;
  return (
    (givenName || known.givenName) === known.givenName &&
    (familyName || known.familyName) === known.familyName &&
    source === known.nameSource
  );
}

async function writePeople(
  uow: UnitOfWork,
  source: string,
  kind: PersonKind,
  people: readonly NamedPerson[],
): Promise<string[]> {
  const ids = await identify(
    uow,
    source,
    kind,
    people.map((person) => person.externalId),
  );
  const [givenName, familyName] = ['given_name', 'family_name'].map(
    (name) => `coalesce(nullif(excluded.${name}, ''), p.${name})`,
  );
  await uow.rows(
    `insert into ${kind} as p (tenant_id, ${kind}_id, given_name, family_name, name_source)
     select :tenantId, x.id, coalesce(x.given_name, ''), coalesce(x.family_name, ''), :source
     from unnest(:ids::uuid[], :givenNames::text[], :familyNames::text[]) as x (id, given_name, family_name)
     on conflict (tenant_id, ${kind}_id) do update
       set given_name = ${givenName}, family_name = ${familyName}, name_source = excluded.name_source
       where ${MAY_SET_NAME}
         and not (excluded.given_name = '' and excluded.family_name = '')
         and (${givenName}, ${familyName}, excluded.name_source) is distinct from (p.given_name, p.family_name, p.name_source)`,
    {
      ids,
      source,
      givenNames: people.map((person) => person.givenName),
      familyNames: people.map((person) => person.familyName),
    },
  );
  return ids;
}
