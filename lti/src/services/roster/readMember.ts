import type { CourseMember } from '@aimline/plugin-interventions-node';
import { z } from 'zod';
import { identifier } from '../../guard/claimText';
import { NameClaims, nameOf, RoleClaims } from '../../guard/personClaims';
import { rosterKind } from './rosterKind';

/** Names and Role Provisioning Services 2.0. Other fields are ignored. */
const Member = z.object({
  user_id: identifier(),
  roles: RoleClaims,
  status: z.string().default('Active'),
  ...NameClaims.shape,
});

/** A member who has left the course, whose roles may be missing. */
const Departed = z.object({ user_id: identifier(), status: z.enum(['Inactive', 'Deleted']) });

/**
 * A course member for the roster; null when the entry cannot be read. A member who is inactive or deleted, or neither
 * student nor staff, is an `other`.
 */
export function readMember(value: unknown): CourseMember | null {
  const departed = Departed.safeParse(value);
  if (departed.success) {
    return { externalId: departed.data.user_id, kind: 'other', givenName: null, familyName: null };
  }
  const member = Member.safeParse(value).data;
  if (!member) return null;
  return {
    externalId: member.user_id,
    kind: (member.status === 'Active' && rosterKind(member.roles)) || 'other',
    ...nameOf(member),
  };
}
