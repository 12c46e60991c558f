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
import { t } from '../words/i18n';

const states = (): Readonly<Record<Deployment['status'], { word: string; tone: Tone }>> => ({
  pending: { word: t('Waiting'), tone: 'partly' },
  active: { word: t('Active'), tone: 'done' },
  disabled: { word: t('Switched off'), tone: 'off' },
});

/** The LTI deployments of Aimline in the learning platforms of the district, with buttons to switch them on and off. */
export function DeploymentsPanel({ deployments }: { deployments: readonly Deployment[] }) {
  const write = useWrite('deployment.set_status');
  const [disabling, setDisabling] = useState<Deployment | null>(null);
  const set = (one: Deployment, status: 'active' | 'disabled', onSuccess?: () => void) => {
    const { registrationId, deploymentId } = one;
    write.mutate({ params: { registrationId }, body: { deploymentId, status } }, { onSuccess });
  };
  const close = () => {
    write.reset();
    setDisabling(null);
  };
  return (
    <>
      <ListPanel
        title={t('Deployments')}
        about={t(
          'Installations of Aimline in your LMS. Launches through a new one are refused until you approve it: first check that the address is that of your LMS.',
        )}
        empty={t('No deployments yet.')}
      >
        {deployments.map((deployment) => {
          const { registrationId, deploymentId, status, mayActivate } = deployment;
          return (
            <ListRow
              key={`${registrationId} ${deploymentId}`}
              title={deploymentId}
              below={describeDeployment(deployment)}
              state={<StateWord {...states()[status]} />}
              actions={
                status === 'active' ? (
                  <Button
                    color="inherit"
                    aria-label={t('Switch off {{name}}', { name: deploymentId })}
                    onClick={() => {
                      write.reset();
                      setDisabling(deployment);
                    }}
                  >
                    {t('Switch off')}
                  </Button>
                ) : mayActivate ? (
                  <Button
                    variant={status === 'pending' ? 'contained' : 'outlined'}
                    aria-label={
                      status === 'pending'
                        ? t('Approve {{name}}', { name: deploymentId })
                        : t('Switch on {{name}}', { name: deploymentId })
                    }
                    disabled={write.isPending}
                    onClick={() => set(deployment, 'active')}
                  >
                    {status === 'pending' ? t('Approve') : t('Switch on')}
                  </Button>
                ) : null
              }
            />
          );
        })}
      </ListPanel>
      {!disabling && <SaveProblem error={write.error} />}
      {disabling && (
        <ConfirmDialog
          title={t('Switch off {{name}}', { name: disabling.deploymentId })}
          submitLabel={t('Switch off')}
          writing={write}
          onConfirm={() => set(disabling, 'disabled', close)}
          onClose={close}
        >
          {t(
            'Launches through this deployment are refused, and people who came through it are signed out with their next request. You can switch it on again at any time.',
          )}
        </ConfirmDialog>
      )}
    </>
  );
}

function describeDeployment({ issuer, clientId, lastLaunchAt, mayActivate }: Deployment): string {
  return [
    t('{{issuer}}, client {{clientId}}.', { issuer, clientId }),
    lastLaunchAt ? t('Last launch {{time}}.', { time: formatMomentHere(lastLaunchAt) }) : t('No launch yet.'),
    !mayActivate && t('Its details were entered by hand: only the administrator of Aimline can approve it.'),
  ]
    .filter(Boolean)
    .join(' ');
}
