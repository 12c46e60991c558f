import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { InputError, NotFoundError } from '@backstage/errors';

/**
 * Sets the languages of a contact in order of preference, in canonical BCP 47 form (`es-mx` becomes `es-MX`), without
 * duplicates.
 *
 * @throws InputError when one of them is not a BCP 47 tag
 * @throws NotFoundError when there is no such contact
 */
export async function setContactLanguages(
  uow: UnitOfWork,
  contactId: string,
  languages: readonly string[],
): Promise<void> {
  const found = await uow.rows<{ languages: string[] }>(
    `select languages
     from contact
     where tenant_id = :tenantId and contact_id = :contactId
     for no key update`,
    { contactId },
  );
  if (found.length === 0) throw new NotFoundError('There is no such contact.');
  await uow.rows(
    `update contact
     set languages = :languages
     where tenant_id = :tenantId and contact_id = :contactId and languages is distinct from :languages`,
    { contactId, languages: languages.length === 0 ? [] : canonical(languages) },
  );
}

function canonical(languages: readonly string[]): string[] {
  try {
    return Intl.getCanonicalLocales([...languages]);
  } catch (cause) {
    throw new InputError(`Expected BCP 47 language tags: ${(cause as Error).message}.`, cause);
  }
}
