import { useEffect, useState, useSyncExternalStore } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLaunch } from '@aimline/plugin-interventions/launch/LaunchContext';
import { t } from '@aimline/plugin-interventions/words/i18n';

/** A save that takes less time is announced once, when it is done. */
const MIN_ANNOUNCED_MS = 400;

/** Shows whether all changes are saved. */
export function SaveStatus() {
  const { outbox } = useLaunch();
  const { state, unsavedCount, failure } = useSyncExternalStore(outbox.subscribe, outbox.status);
  const slow = useLasting(state === 'saving', MIN_ANNOUNCED_MS);
  const failed = state === 'failed';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: '0.8125rem', minWidth: 0 }}>
      <Box
        component="output"
        title={failure ?? undefined}
        data-state={state}
        sx={{ color: failed ? 'error.main' : 'text.secondary', fontWeight: failed ? 620 : 400 }}
      >
        {failed &&
          t('{{count, number}} changes not saved', {
            count: unsavedCount,
            defaultValue_one: '{{count, number}} change not saved',
          })}
        {state === 'saved' && t('All changes saved')}
        {state === 'saving' && (slow ? t('Saving…') : <span aria-hidden="true">{t('Saving…')}</span>)}
      </Box>
      {failed && (
        <Button size="small" variant="outlined" color="inherit" onClick={outbox.retry}>
          {t('Retry')}
        </Button>
      )}
    </Box>
  );
}

/** Whether a condition has been true for at least `delayMs`. */
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
