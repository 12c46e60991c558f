import type { PersonKind, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

export type NamedPerson = Omit<RosterPerson, 'kind'>;

/**
 * Ids of people of one kind, each once, in the order of their external ids; of a person who is listed twice the last
 * entry counts. Who is known by the same name is neither written nor locked.
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
  const changed = people.filter((person) => !isSame(person, known.get(person.externalId)));
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
}

async function findKnown(uow: UnitOfWork, source: string, kind: PersonKind, externalIds: readonly string[]) {
  const rows = await uow.rows<Known>(
    `select i.external_id as "externalId", i.person_id as "personId",
       p.given_name as "givenName", p.family_name as "familyName"
     from external_identity i
     join ${kind} p on p.tenant_id = i.tenant_id and p.${kind}_id = i.person_id
     where i.tenant_id = :tenantId and i.source = :source and i.kind = :kind and i.external_id = any(:externalIds::text[])`,
    { source, kind, externalIds },
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** An empty name takes nothing away. */
function isSame(person: NamedPerson, known: Known | undefined): boolean {
  return (
    known !== undefined &&
    (person.givenName || known.givenName) === known.givenName &&
    (person.familyName || known.familyName) === known.familyName
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
  await uow.rows(
    `insert into ${kind} as p (tenant_id, ${kind}_id, given_name, family_name)
     select :tenantId, x.id, coalesce(x.given_name, ''), coalesce(x.family_name, '')
     from unnest(:ids::uuid[], :givenNames::text[], :familyNames::text[]) as x (id, given_name, family_name)
     on conflict (tenant_id, ${kind}_id) do update
       set given_name = coalesce(nullif(excluded.given_name, ''), p.given_name),
         family_name = coalesce(nullif(excluded.family_name, ''), p.family_name)
       where (coalesce(nullif(excluded.given_name, ''), p.given_name), coalesce(nullif(excluded.family_name, ''), p.family_name))
         is distinct from (p.given_name, p.family_name)`,
    {
      ids,
      givenNames: people.map((person) => person.givenName),
      familyNames: people.map((person) => person.familyName),
    },
  );
  return ids;
}

/** The ids of outside ids, made where they are new; two launches at once agree, because the key decides. */
export async function identify(
  uow: UnitOfWork,
  source: string,
  kind: PersonKind | 'course',
  externalIds: readonly string[],
): Promise<string[]> {
  await uow.rows(
    `insert into external_identity (tenant_id, source, kind, external_id, person_id)
     select :tenantId, :source, :kind, x.external_id, x.person_id
     from unnest(:externalIds::text[], :ids::uuid[]) as x (external_id, person_id)
     on conflict (tenant_id, source, kind, external_id) do nothing`,
    { source, kind, externalIds, ids: externalIds.map(() => uuidv7()) },
  );
  const found = await uow.rows<{ externalId: string; personId: string }>(
    `select external_id as "externalId", person_id as "personId"
     from external_identity
     where tenant_id = :tenantId and source = :source and kind = :kind and external_id = any(:externalIds::text[])`,
    { source, kind, externalIds },
  );
  const byExternalId = new Map(found.map(({ externalId, personId }) => [externalId, personId]));
  return externalIds.map((externalId) => byExternalId.get(externalId)!);
}
