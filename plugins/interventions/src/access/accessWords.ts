import type { MappedRole, RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { Role } from '@aimline/plugin-interventions-common/roles';

export const MAPPED_ROLE_LABELS: Readonly<Record<MappedRole, string>> = {
  coordinator: 'Coordinator',
  educator: 'Educator',
  interventionist: 'Interventionist',
  none: 'Kept out',
};

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  coordinator: 'Coordinator',
  educator: 'Educator',
  interventionist: 'Interventionist',
  caregiver: 'Caregiver',
};

export const MATCHES_LABELS: Readonly<Record<RoleMapping['matches'], string>> = {
  lms_role: 'Everybody with a role of the LMS',
  person_sourcedid: 'One person, by the id in the student information system',
};
