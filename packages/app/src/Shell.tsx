import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import { Outlet, useRouter } from '@tanstack/react-router';
import { PageSkeleton } from '@aimline/plugin-interventions/page/PageSkeleton';
import { LoadBoundary } from '@aimline/plugin-interventions/page/LoadBoundary';
import { CandidateStrip } from './launch/CandidateStrip';
import { SessionEndedStrip } from './launch/SessionEndedStrip';
import { TopBar } from './TopBar';

/** The frame around every page. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      // Moves screen readers to the new page, as a full page load would.
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  return (
    <>
      <TopBar />
      <SessionEndedStrip />
      <CandidateStrip />
      <Box
        component="main"
        ref={main}
        tabIndex={-1}
        sx={{ maxWidth: 1120, mx: 'auto', px: { xs: 2, sm: 3 }, py: { xs: 2, sm: 3 } }}
      >
        <LoadBoundary fallback={<PageSkeleton />}>
          <Outlet />
        </LoadBoundary>
      </Box>
    </>
  );
}
