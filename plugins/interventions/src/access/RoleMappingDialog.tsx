import { useState } from 'react';
import type { Deployment, MappedRole, RoleMapping } from '@aimline/plugin-interventions-common/access';
import { Input, Select } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { t } from '../words/i18n';
import { mappedRoleLabels, matchesLabels } from './accessWords';

/** A form that maps a role of the LMS, or one person, to a role in Aimline. */
export function RoleMappingDialog({ deployments, onClose }: { deployments: readonly Deployment[]; onClose(): void }) {
  const [chosen, setChosen] = useState(0);
  const [matches, setMatches] = useState<RoleMapping['matches']>('lms_role');
  const [value, setValue] = useState('');
  const [role, setRole] = useState<MappedRole>('interventionist');
  const map = useWrite('role_mapping.set');
  const { registrationId, deploymentId } = deployments[chosen]!;
  const fields = map.error?.problem.fields;
  return (
    <FormDialog
      title={t('Map a role')}
      submitLabel={t('Save')}
      pending={map.isPending}
      complete={value.trim() !== ''}
      maxWidth="sm"
      onSubmit={() =>
        map.mutate({ body: { registrationId, deploymentId, matches, value, role } }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      {deployments.length > 1 && (
        <Field label={t('Deployment')}>
          <Select value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
            {deployments.map((deployment, index) => (
              <option key={`${deployment.registrationId} ${deployment.deploymentId}`} value={index}>
                {t('{{deployment}}, {{issuer}}', { deployment: deployment.deploymentId, issuer: deployment.issuer })}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={t('Applies to')}>
        <Select value={matches} onChange={(event) => setMatches(event.target.value as RoleMapping['matches'])}>
          {Object.entries(matchesLabels()).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={matches === 'lms_role' ? t('Role') : t('SIS id')}
        hint={
          matches === 'lms_role'
            ? t(
                'The name of a role in the course, such as “Counselor”, or its full LTI address. Upper and lower case make no difference.',
              )
            : t('Exactly as the LMS sends it, with the same upper and lower case.')
        }
        error={fields?.find(({ path }) => path === 'body.value')?.message}
      >
        <Input value={value} maxLength={255} spellCheck={false} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <Field
        label={t('Role in Aimline')}
        hint={role === 'coordinator' ? t('A coordinator sees every student of the district.') : undefined}
      >
        <Select value={role} onChange={(event) => setRole(event.target.value as MappedRole)}>
          {Object.entries(mappedRoleLabels()).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <SaveProblem error={map.error} />
    </FormDialog>
  );
}
