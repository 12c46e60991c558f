import { useId } from 'react';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { CodeBlock } from '../page/CodeBlock';
import { Panel } from '../page/Panel';

/** How a program asks for events, for whoever writes it. */
export function PollingNote() {
  const titleId = useId();
  return (
    <Panel aria-labelledby={titleId}>
      <Stack sx={{ gap: 1.5 }}>
        <Typography variant="h2" id={titleId}>
          How a program asks
        </Typography>
        <CodeBlock>
          {`curl -H "Authorization: Bearer $TOKEN" \\\n  "${location.origin}${API_BASE}/events?after=$NEXT"`}
        </CodeBlock>
        <Typography sx={{ maxWidth: '72ch' }}>
          The first time without <code>after</code>; from then on with what the answer before gave as <code>next</code>.
          While <code>hasMore</code> is true, there are more at once. Events are kept for thirty days.
        </Typography>
        <Typography>
          Documents for whoever writes the program, in a new window:{' '}
          <Document path="/asyncapi.json">the events (AsyncAPI)</Document>,{' '}
          <Document path="/openapi.json">the requests (OpenAPI)</Document>.
        </Typography>
      </Stack>
    </Panel>
  );
}

function Document({ path, children }: { path: string; children: string }) {
  return (
    <Link href={API_BASE.replace(/\/v1$/, path)} target="_blank" rel="noopener" underline="always">
      {children}
    </Link>
  );
}
