import { StrictMode } from 'react';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { features } from '@aimline/plugin-interventions/features';
import { foldFeatures } from '@aimline/plugin-interventions/frame/foldFeatures';
import { FrameContext } from '@aimline/plugin-interventions/frame/FrameContext';
import { LaunchContext } from '@aimline/plugin-interventions/launch/LaunchContext';
import { ClosedPage } from './launch/ClosedPage';
import { createLaunch } from './launch/createLaunch';
import { openLaunch } from './launch/openLaunch';
import { SessionRenewerContext } from './launch/SessionEndedStrip';
import { createAppRouter } from './router';
import './start.css';
import { theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const styles = createCache({ key: 'css', nonce, prepend: true });
const root = createRoot(document.getElementById('root')!);

openLaunch().then(
  (session) => {
    const { endpoints, pages, ...frame } = foldFeatures(features);
    const { launch, renewer, queryClient } = createLaunch(session, endpoints);
    const router = createAppRouter(pages, { launch, queryClient });
    show(
      <SessionRenewerContext value={renewer}>
        <LaunchContext value={launch}>
          <FrameContext value={frame}>
            <QueryClientProvider client={queryClient}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </FrameContext>
        </LaunchContext>
      </SessionRenewerContext>,
    );
  },
  (error: unknown) => show(<ClosedPage error={error} />),
);

function show(content: React.ReactNode) {
  root.render(
    <StrictMode>
      <CacheProvider value={styles}>
        <ThemeProvider theme={theme} defaultMode="light" noSsr>
          <CssBaseline enableColorScheme />
          {content}
        </ThemeProvider>
      </CacheProvider>
    </StrictMode>,
  );
}
