import type { ReactNode } from 'react';
import Stack from '@mui/material/Stack';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { ApiClientsPanel } from './ApiClientsPanel';
import { DeadLettersPanel } from './DeadLettersPanel';
import { PollingNote } from './PollingNote';
import { WebhooksPanel } from './WebhooksPanel';

/** Which other systems learn what happens, and how that goes; for the coordinators of the district. */
export function IntegrationsPage() {
  return (
    <>
      <PageHeading title="Integrations" below="Other systems of the district that learn what happens in Aimline." />
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

/** One that fails leaves the others. */
function Part({ children }: { children: ReactNode }) {
  const loading = (
    <Panel flush aria-busy="true">
      <RowsSkeleton count={3} />
    </Panel>
  );
  return <LoadBoundary fallback={loading}>{children}</LoadBoundary>;
}
