import { z } from 'zod';
import { claimText, printable } from './claimText';

/** The claims about a name that a launch and a list of members have in common. */
export const NameClaims = z.object({
  given_name: claimText.optional(),
  family_name: claimText.optional(),
  name: claimText.optional(),
});

/** Role names of any vocabulary, as the platform writes them. */
export const RoleClaims = z.array(printable(500)).max(100);

/**
 * The name of a person, as far as the platform sends it. A full name is not split, which would be guessing: it becomes
 * the given name.
 */
export function nameOf({ given_name, family_name, name }: z.infer<typeof NameClaims>) {
  return {
    givenName: given_name ?? (family_name === undefined ? (name ?? null) : null),
    familyName: family_name ?? null,
  };
}
