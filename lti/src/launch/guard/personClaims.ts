import { z } from 'zod';
import { claimText, printable } from './claimText';

/** What a launch and a list of members say about somebody in the same words. */
export const NameClaims = z.object({
  given_name: claimText.optional(),
  family_name: claimText.optional(),
  name: claimText.optional(),
});

/** Roles as they are written, of whatever vocabulary. */
export const RoleClaims = z.array(printable(500)).max(100);

/** The name of a person, as far as it is told. A full name cannot be taken apart without guessing: it stands as it is. */
export function nameOf({ given_name, family_name, name }: z.infer<typeof NameClaims>) {
  return {
    givenName: given_name ?? (family_name === undefined ? (name ?? null) : null),
    familyName: family_name ?? null,
  };
}
