import Stack from '@mui/material/Stack';
import { useRead } from '../launch/useRead';
import { PageHeading } from '../page/PageHeading';
import { t } from '../words/i18n';
import { CoordinatorsPanel } from './CoordinatorsPanel';
import { DeploymentsPanel } from './DeploymentsPanel';
import { OpenSessionsPanel } from './OpenSessionsPanel';
import { RoleMappingsPanel } from './RoleMappingsPanel';

/** Coordinators, role mappings, deployments and open sessions of the district, for its coordinators. */
export function AccessPage() {
  const { candidates, mappings, deployments } = useRead('access.read', {});
  return (
    <>
      <PageHeading
        title={t('Access')}
        below={t('Who has access, and in which role. Approvals and mappings take effect with the next launch.')}
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
