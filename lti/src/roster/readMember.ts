import type { CourseMember } from '@aimline/plugin-interventions-node';
import { z } from 'zod';
import { claimText, identifier } from '../guard/claimText';
import { rosterKind } from '../launch/launchRoles';

/** Names and Role Provisioning Services 2.0. All else is ignored. */
const Member = z.object({
  user_id: identifier(),
  roles: z.array(z.string().max(500)).max(100),
  status: z.string().default('Active'),
  given_name: claimText.optional(),
  family_name: claimText.optional(),
  name: claimText.optional(),
});

/** Somebody who was deleted needs no roles. */
const Departed = z.object({ user_id: identifier(), status: z.enum(['Inactive', 'Deleted']) });

/**
 * A member as the roster takes it, null when it cannot be read. Whoever is inactive or deleted, or in the course as
 * neither student nor staff, is an `other`.
 */
export function readMember(value: unknown): CourseMember | null {
  const departed = Departed.safeParse(value);
  if (departed.success) {
    return { externalId: departed.data.user_id, kind: 'other', givenName: null, familyName: null };
  }
  const member = Member.safeParse(value).data;
  if (!member) return null;
  const given = member.given_name ?? null;
  const family = member.family_name ?? null;
  return {
    externalId: member.user_id,
    kind: (member.status === 'Active' && rosterKind(member.roles)) || 'other',
    // A full name cannot be taken apart without guessing: it stands as it is.
    givenName: given ?? (family === null ? (member.name ?? null) : null),
    familyName: family,
  };
}
