import { type ReactNode, useId } from 'react';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { Trans } from 'react-i18next/TransWithoutContext';
import { CodeBlock } from '../page/CodeBlock';
import { Panel } from '../page/Panel';
import { i18n, t } from '../words/i18n';

/** How a program fetches events, for the developers of such a program. */
export function PollingNote() {
  const titleId = useId();
  return (
    <Panel aria-labelledby={titleId}>
      <Stack sx={{ gap: 1.5 }}>
        <Typography variant="h2" id={titleId}>
          {t('How a program fetches events')}
        </Typography>
        <CodeBlock>
          {`curl -H "Authorization: Bearer $TOKEN" \\\n  "${location.origin}${API_BASE}/events?after=$NEXT"`}
        </CodeBlock>
        <Typography sx={{ maxWidth: '72ch' }}>
          <Trans
            i18n={i18n}
            i18nKey="Omit <code>after</code> in the first request; in each later one, set it to <code>next</code> from the previous response. While <code>hasMore</code> is true, request the next page at once. Events are stored for thirty days."
            components={{ code: <code /> }}
          />
        </Typography>
        <Typography>
          <Trans
            i18n={i18n}
            i18nKey="Documentation for developers, in a new window: <events>the events (AsyncAPI)</events>, <requests>the requests (OpenAPI)</requests>."
            components={{
              events: <Document path="/asyncapi.json" />,
              requests: <Document path="/openapi.json" />,
            }}
          />
        </Typography>
      </Stack>
    </Panel>
  );
}

function Document({ path, children }: { path: string; children?: ReactNode }) {
  return (
    <Link href={API_BASE.replace(/\/v1$/, path)} target="_blank" rel="noopener" underline="always">
      {children}
    </Link>
  );
}
