import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** An address of a caregiver. */
export interface ContactAddress {
  kind: 'email' | 'telephone';
  value: string;
}

/** Replaces the addresses of a contact from one source; those of other sources stay. Unchanged rows are not written. */
export async function recordContactAddresses(
  uow: UnitOfWork,
  source: string,
  contactId: string,
  addresses: readonly ContactAddress[],
): Promise<void> {
  const bindings = {
    ...{ source, contactId },
    kinds: addresses.map(({ kind }) => kind),
    values: addresses.map(({ value }) => value),
  };
  await uow.rows(
    `delete from contact_address a
     where a.tenant_id = :tenantId and a.contact_id = :contactId and a.source = :source
       and not exists (
         select from unnest(:kinds::text[], :values::text[]) as x (kind, value)
         where x.kind = a.kind and x.value = a.value)`,
    bindings,
  );
  await uow.rows(
    `insert into contact_address (tenant_id, contact_id, kind, value, source)
     select :tenantId, :contactId, x.kind, x.value, :source
     from unnest(:kinds::text[], :values::text[]) as x (kind, value)
     order by x.kind, x.value
     on conflict (tenant_id, contact_id, kind, value, source) do nothing`,
    bindings,
  );
}
