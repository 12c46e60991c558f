import { useEffect, useState, useSyncExternalStore } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLaunch } from '@aimline/plugin-interventions/launch/LaunchContext';

/** A quick save is not worth two announcements. */
const ANNOUNCE_SAVING_MS = 400;

/** Whether everything that was entered has reached the service. */
export function SaveStatus() {
  const { outbox } = useLaunch();
  const { state, unsavedCount, failure } = useSyncExternalStore(outbox.subscribe, outbox.status);
  const slow = useLasting(state === 'saving', ANNOUNCE_SAVING_MS);
  const failed = state === 'failed';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: '0.8125rem', minWidth: 0 }}>
      <Box
        component="output"
        title={failure ?? undefined}
        data-state={state}
        sx={{ color: failed ? 'error.main' : 'text.secondary', fontWeight: failed ? 620 : 400 }}
      >
        {failed && `Not saved: ${unsavedCount}`}
        {state === 'saved' && 'All changes saved'}
        {state === 'saving' && (slow ? 'Saving…' : <span aria-hidden="true">Saving…</span>)}
      </Box>
      {failed && (
        <Button size="small" variant="outlined" color="inherit" onClick={outbox.retry}>
          Retry
        </Button>
      )}
    </Box>
  );
}

/** Whether something has been true for a while. */
function useLasting(condition: boolean, delayMs: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasting(true), delayMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [condition, delayMs]);
  return condition && lasting;
}
