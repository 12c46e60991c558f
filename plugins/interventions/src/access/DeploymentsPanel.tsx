import { useState } from 'react';
import Button from '@mui/material/Button';
import type { Deployment } from '@aimline/plugin-interventions-common/access';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { StateWord, type Tone } from '../page/StateWord';
import { formatMomentHere } from '../words/formatMomentHere';

const STATES: Readonly<Record<Deployment['status'], { word: string; tone: Tone }>> = {
  pending: { word: 'Waiting', tone: 'partly' },
  active: { word: 'Active', tone: 'done' },
  disabled: { word: 'Switched off', tone: 'off' },
};

/** Where the district has installed Aimline. */
export function DeploymentsPanel({ deployments }: { deployments: readonly Deployment[] }) {
  const write = useWrite('deployment.set_status');
  const [ending, setEnding] = useState<Deployment | null>(null);
  const set = (one: Deployment, status: 'active' | 'disabled', onSuccess?: () => void) => {
    const { registrationId, deploymentId } = one;
    write.mutate({ params: { registrationId }, body: { deploymentId, status } }, { onSuccess });
  };
  const close = () => {
    write.reset();
    setEnding(null);
  };
  return (
    <>
      <ListPanel
        title="Deployments"
        about="Installations of Aimline in your learning platforms. A new one opens nothing before it is approved: look whether the address is that of your LMS."
        empty="There are none."
      >
        {deployments.map((deployment) => {
          const { registrationId, deploymentId, issuer, clientId, status, mayActivate, lastLaunchAt } = deployment;
          return (
            <ListRow
              key={`${registrationId} ${deploymentId}`}
              title={deploymentId}
              below={`${issuer}, client ${clientId}. ${
                lastLaunchAt ? `Last launch ${formatMomentHere(lastLaunchAt)}.` : 'No launch so far.'
              }${mayActivate ? '' : ' Its values were entered by hand: the person who runs Aimline approves it.'}`}
              state={<StateWord {...STATES[status]} />}
              actions={
                status === 'active' ? (
                  <Button
                    color="inherit"
                    aria-label={`Switch off ${deploymentId}`}
                    onClick={() => {
                      write.reset();
                      setEnding(deployment);
                    }}
                  >
                    Switch off
                  </Button>
                ) : mayActivate ? (
                  <Button
                    variant={status === 'pending' ? 'contained' : 'outlined'}
                    aria-label={`${status === 'pending' ? 'Approve' : 'Switch on'} ${deploymentId}`}
                    disabled={write.isPending}
                    onClick={() => set(deployment, 'active')}
                  >
                    {status === 'pending' ? 'Approve' : 'Switch on'}
                  </Button>
                ) : null
              }
            />
          );
        })}
      </ListPanel>
      {!ending && <SaveProblem error={write.error} />}
      {ending && (
        <ConfirmDialog
          title={`Switch off ${ending.deploymentId}`}
          submitLabel="Switch off"
          writing={write}
          onConfirm={() => set(ending, 'disabled', close)}
          onClose={close}
        >
          Nobody comes in through this deployment any more, and whoever did is out with the next click. You can switch
          it on again.
        </ConfirmDialog>
      )}
    </>
  );
}
