import type { MappedRole, RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { Role } from '@aimline/plugin-interventions-common/roles';
import { t } from '../words/i18n';

export const mappedRoleLabels = (): Readonly<Record<MappedRole, string>> => ({
  coordinator: t('Coordinator'),
  educator: t('Educator'),
  interventionist: t('Interventionist'),
  none: t('No access'),
});

export const roleLabels = (): Readonly<Record<Role, string>> => ({
  coordinator: t('Coordinator'),
  educator: t('Educator'),
  interventionist: t('Interventionist'),
  caregiver: t('Caregiver'),
});

/** What a role mapping applies to. */
export const matchesLabels = (): Readonly<Record<RoleMapping['matches'], string>> => ({
  lms_role: t('Everyone with a role in the LMS'),
  person_sourcedid: t('One person, by their id in the student information system'),
});
