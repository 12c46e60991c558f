import Typography from '@mui/material/Typography';
import { useRead } from '../launch/useRead';
import { StateWord } from '../page/StateWord';
import { formatCount } from '../words/format';
import { formatMomentHere } from '../words/formatMomentHere';

/** How far the trail is sealed. */
export function SealingNote() {
  const { sealedCount, newestSeal, oldestUnsealedAt, isDelayed } = useRead('audit.seals', {});
  const sealed = newestSeal
    ? `${formatCount(sealedCount, 'record')} under ${formatCount(newestSeal.seq, 'seal')}, the newest of ${formatMomentHere(newestSeal.sealedAt)}.`
    : 'Nothing is sealed yet.';
  return (
    <Typography variant="body2" component="div" color="textSecondary" sx={{ mb: 2 }}>
      {isDelayed && oldestUnsealedAt ? (
        <>
          <StateWord word="Sealing is delayed" tone="missing" />, since {formatMomentHere(oldestUnsealedAt)}: something
          in the database does not end. Tell whoever runs Aimline. {sealed}
        </>
      ) : (
        <>
          <StateWord word="Sealed" tone="done" />: {sealed}{' '}
          {oldestUnsealedAt && 'What is newer follows within seconds.'}
        </>
      )}
    </Typography>
  );
}
