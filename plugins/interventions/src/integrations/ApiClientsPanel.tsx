import { useState } from 'react';
import Button from '@mui/material/Button';
import type { ApiClient } from '@aimline/plugin-interventions-common/apiClients';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { useFreshRead } from '../launch/useFreshRead';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { formatMomentHere } from '../words/formatMomentHere';
import { ApiClientDialog } from './ApiClientDialog';
import { SecretDialog } from './SecretDialog';

/** Which programs read the events. */
export function ApiClientsPanel() {
  const { apiClients } = useFreshRead('api_client.list', {}).data;
  const remove = useWrite('api_client.remove');
  const [isAdding, setAdding] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [ending, setEnding] = useState<ApiClient | null>(null);
  const close = () => {
    remove.reset();
    setEnding(null);
  };
  return (
    <>
      <ListPanel
        title="Programs that read events"
        about="A program that has no address of its own asks for events with a token, whenever it likes. It reads the events of the district, and nothing else."
        action={
          <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
            Add a program
          </Button>
        }
        empty="No program has a token. Add one for a program that asks for events by itself, such as a nightly import."
      >
        {apiClients.map((client) => (
          <ListRow
            key={client.apiClientId}
            title={client.name}
            below={
              client.usedAt
                ? `Last used ${formatMomentHere(client.usedAt)}, give or take an hour · added ${formatMomentHere(client.createdAt)}`
                : `Never used · added ${formatMomentHere(client.createdAt)}`
            }
            actions={
              <Button color="inherit" aria-label={`Remove ${client.name}`} onClick={() => setEnding(client)}>
                Remove
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
        <SecretDialog title="Keep the token" label="Token" secret={token} onClose={() => setToken(null)}>
          Give it to whoever runs the program. Whoever has it reads the events of the district.
        </SecretDialog>
      )}
      {ending && (
        <ConfirmDialog
          title={`Remove ${ending.name}`}
          submitLabel="Remove"
          writing={remove}
          onConfirm={() => remove.mutate({ params: { apiClientId: ending.apiClientId } }, { onSuccess: close })}
          onClose={close}
        >
          Its token is refused from its next request on, and cannot be given back.
        </ConfirmDialog>
      )}
    </>
  );
}
