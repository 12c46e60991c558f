import { useState } from 'react';
import Button from '@mui/material/Button';
import type { Deployment, RoleMapping } from '@aimline/plugin-interventions-common/access';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { MAPPED_ROLE_LABELS } from './accessWords';
import { RoleMappingDialog } from './RoleMappingDialog';

/** What roles of the LMS, and people by an id, are in Aimline. */
export function RoleMappingsPanel(props: { mappings: readonly RoleMapping[]; deployments: readonly Deployment[] }) {
  const { mappings, deployments } = props;
  const [adding, setAdding] = useState(false);
  const remove = useWrite('role_mapping.remove');
  return (
    <>
      <ListPanel
        title="Role mappings"
        about="Without a mapping, Instructor is an educator and Teaching Assistant an interventionist. What is mapped comes in place of that; a person’s own mapping comes first. Students never come in."
        action={
          deployments.length > 0 && (
            <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
              Map a role
            </Button>
          )
        }
        empty="Nothing is mapped."
      >
        {mappings.map(({ roleMappingId, deploymentId, matches, value, role }) => (
          <ListRow
            key={roleMappingId}
            title={value}
            below={`${matches === 'lms_role' ? 'Role in the LMS' : 'Person by SIS id'}${
              deployments.length > 1 ? `, deployment ${deploymentId}` : ''
            }`}
            state={<b>{MAPPED_ROLE_LABELS[role]}</b>}
            actions={
              <Button
                color="inherit"
                aria-label={`Remove the mapping of ${value}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate({ params: { roleMappingId } })}
              >
                Remove
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
