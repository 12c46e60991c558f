import Stack from '@mui/material/Stack';
import { useRead } from '../launch/useRead';
import { PageHeading } from '../page/PageHeading';
import { CoordinatorsPanel } from './CoordinatorsPanel';
import { DeploymentsPanel } from './DeploymentsPanel';
import { OpenSessionsPanel } from './OpenSessionsPanel';
import { RoleMappingsPanel } from './RoleMappingsPanel';

/** Who comes into the district, and how; for its coordinators. */
export function AccessPage() {
  const { candidates, mappings, deployments } = useRead('access.read', {});
  return (
    <>
      <PageHeading
        title="Access"
        below="Who comes in, and what they are. Approvals and mappings count from the next launch on."
      />
      <Stack sx={{ gap: 2.5 }}>
        <CoordinatorsPanel candidates={candidates} />
        <RoleMappingsPanel mappings={mappings} deployments={deployments} />
        <DeploymentsPanel deployments={deployments} />
        <OpenSessionsPanel />
      </Stack>
    </>
  );
}
