import type { ReactNode } from 'react';
import Stack from '@mui/material/Stack';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { t } from '../words/i18n';
import { ApiClientsPanel } from './ApiClientsPanel';
import { DeadLettersPanel } from './DeadLettersPanel';
import { PollingNote } from './PollingNote';
import { WebhooksPanel } from './WebhooksPanel';

/** Webhooks, dead letters and API clients of the district, for its coordinators. */
export function IntegrationsPage() {
  return (
    <>
      <PageHeading
        title={t('Integrations')}
        below={t('Other systems of the district that receive events from Aimline.')}
      />
      <Stack sx={{ gap: 2.5 }}>
        <Part>
          <WebhooksPanel />
        </Part>
        <Part>
          <DeadLettersPanel />
        </Part>
        <Part>
          <ApiClientsPanel />
        </Part>
        <PollingNote />
      </Stack>
    </>
  );
}

/** A part of the page with its own loading state and error boundary: when it fails, the others still work. */
function Part({ children }: { children: ReactNode }) {
  const loading = (
    <Panel flush aria-busy="true">
      <RowsSkeleton count={3} />
    </Panel>
  );
  return <LoadBoundary fallback={loading}>{children}</LoadBoundary>;
}
