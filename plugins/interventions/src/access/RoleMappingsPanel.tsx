import { useState } from 'react';
import Button from '@mui/material/Button';
import type { Deployment, RoleMapping } from '@aimline/plugin-interventions-common/access';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { t } from '../words/i18n';
import { mappedRoleLabels } from './accessWords';
import { RoleMappingDialog } from './RoleMappingDialog';

/** The roles of the LMS, and single people, that are mapped to a role in Aimline. */
export function RoleMappingsPanel(props: { mappings: readonly RoleMapping[]; deployments: readonly Deployment[] }) {
  const { mappings, deployments } = props;
  const [adding, setAdding] = useState(false);
  const remove = useWrite('role_mapping.remove');
  return (
    <>
      <ListPanel
        title={t('Role mappings')}
        about={t(
          'Without a mapping, an Instructor is an educator and a Teaching Assistant an interventionist. A mapping replaces this; the mapping of a person takes precedence over that of their role. Students never have access.',
        )}
        action={
          deployments.length > 0 && (
            <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
              {t('Map a role')}
            </Button>
          )
        }
        empty={t('No role is mapped.')}
      >
        {mappings.map(({ roleMappingId, deploymentId, matches, value, role }) => (
          <ListRow
            key={roleMappingId}
            title={value}
            below={[
              matches === 'lms_role' ? t('Role in the LMS') : t('Person by SIS id'),
              deployments.length > 1 && t('Deployment {{name}}', { name: deploymentId }),
            ]
              .filter(Boolean)
              .join(' · ')}
            state={<b>{mappedRoleLabels()[role]}</b>}
            actions={
              <Button
                color="inherit"
                aria-label={t('Remove the mapping of {{name}}', { name: value })}
                disabled={remove.isPending}
                onClick={() => remove.mutate({ params: { roleMappingId } })}
              >
                {t('Remove')}
              </Button>
            }
          />
        ))}
      </ListPanel>
      <SaveProblem error={remove.error} />
      {adding && <RoleMappingDialog deployments={deployments} onClose={() => setAdding(false)} />}
    </>
  );
}
