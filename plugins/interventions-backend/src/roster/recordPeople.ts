import type { PersonKind, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';
import { identify } from './identify';
import { SAYS_NAME } from './nameSources';

export type NamedPerson = Omit<RosterPerson, 'kind'>;

/**
 * Ids of people of one kind, each once, in the order of their external ids; of a person who is listed twice the last
 * entry counts. Who is known by the same name, or by one that is not for this source to say, is neither written nor
 * locked. Where a source knows one person by several ids, the least of them says the name.
 *
 * Written in one order by everybody: courses share students, and lists in different orders would wait for each other.
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
  const changed = people.filter((person) => !isSettled(person, source, known.get(person.externalId)));
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
  saysName: boolean;
}

async function findKnown(uow: UnitOfWork, source: string, kind: PersonKind, externalIds: readonly string[]) {
  const rows = await uow.rows<Known>(
    `select i.external_id as "externalId", i.local_id as "personId",
       p.given_name as "givenName", p.family_name as "familyName", p.name_source as "nameSource",
       ${SAYS_NAME} and not exists (
         select from external_identity o
         where o.tenant_id = :tenantId and o.local_id = i.local_id and o.source = :source and o.kind = :kind
           and o.external_id < i.external_id) as "saysName"
     from external_identity i
     join ${kind} p on p.tenant_id = i.tenant_id and p.${kind}_id = i.local_id
     where i.tenant_id = :tenantId and i.source = :source and i.kind = :kind and i.external_id = any(:externalIds::text[])`,
    { source, kind, externalIds },
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** Whether nothing would be written. An empty name takes nothing away. */
function isSettled({ givenName, familyName }: NamedPerson, source: string, known: Known | undefined): boolean {
  if (known === undefined) return false;
  if (!known.saysName || !(givenName || familyName)) return true;
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
       where ${SAYS_NAME}
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
