import { useState } from 'react';
import Button from '@mui/material/Button';
import type { ApiClient } from '@aimline/plugin-interventions-common/apiClients';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { useFreshRead } from '../launch/useFreshRead';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { formatMomentHere } from '../words/formatMomentHere';
import { t } from '../words/i18n';
import { ApiClientDialog } from './ApiClientDialog';
import { SecretDialog } from './SecretDialog';

/** The API clients of the district, which are programs that read events with a token. */
export function ApiClientsPanel() {
  const { apiClients } = useFreshRead('api_client.list', {}).data;
  const remove = useWrite('api_client.remove');
  const [isAdding, setAdding] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [removing, setRemoving] = useState<ApiClient | null>(null);
  const close = () => {
    remove.reset();
    setRemoving(null);
  };
  return (
    <>
      <ListPanel
        title={t('Programs that read events')}
        about={t(
          'A program that cannot receive webhooks can fetch events with a token, at any time. The token gives access to the events of the district, and to nothing else.',
        )}
        action={
          <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
            {t('Add a program')}
          </Button>
        }
        empty={t('No program has a token. Add one for a program that fetches events itself, such as a nightly import.')}
      >
        {apiClients.map((client) => (
          <ListRow
            key={client.apiClientId}
            title={client.name}
            below={[
              client.usedAt
                ? t('Last used {{time}}, give or take an hour', { time: formatMomentHere(client.usedAt) })
                : t('Never used'),
              t('added {{time}}', { time: formatMomentHere(client.createdAt) }),
            ].join(' · ')}
            actions={
              <Button
                color="inherit"
                aria-label={t('Remove {{name}}', { name: client.name })}
                onClick={() => setRemoving(client)}
              >
                {t('Remove')}
              </Button>
            }
          />
        ))}
      </ListPanel>
      {isAdding && (
        <ApiClientDialog
          onAdded={(added) => {
            setAdding(false);
            setToken(added);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {token !== null && (
        <SecretDialog title={t('Save the token')} label={t('Token')} secret={token} onClose={() => setToken(null)}>
          {t(
            'Give it to the person who runs the program. Anyone who has the token can read the events of the district.',
          )}
        </SecretDialog>
      )}
      {removing && (
        <ConfirmDialog
          title={t('Remove {{name}}', { name: removing.name })}
          submitLabel={t('Remove')}
          writing={remove}
          onConfirm={() => remove.mutate({ params: { apiClientId: removing.apiClientId } }, { onSuccess: close })}
          onClose={close}
        >
          {t('Its token is refused from the next request on, and cannot be restored.')}
        </ConfirmDialog>
      )}
    </>
  );
}
