import Typography from '@mui/material/Typography';
import { useRead } from '../launch/useRead';
import { StateWord } from '../page/StateWord';
import { formatMomentHere } from '../words/formatMomentHere';
import { t } from '../words/i18n';

/** How many records of the audit trail are sealed, and whether sealing is delayed. */
export function SealingNote() {
  const { sealedCount, newestSeal, oldestUnsealedAt, isDelayed } = useRead('audit.seals', {});
  const sealed = newestSeal
    ? t('{{count, number}} records are sealed; the newest seal is number {{seal, number}}, from {{time}}.', {
        count: sealedCount,
        seal: newestSeal.seq,
        time: formatMomentHere(newestSeal.sealedAt),
        defaultValue_one:
          '{{count, number}} record is sealed; the newest seal is number {{seal, number}}, from {{time}}.',
      })
    : t('Nothing is sealed yet.');
  return (
    <Typography variant="body2" component="div" color="textSecondary" sx={{ mb: 2 }}>
      {isDelayed && oldestUnsealedAt ? (
        <>
          <StateWord word={t('Sealing is delayed')} tone="missing" /> ·{' '}
          {t(
            'Records written since {{time}} are not sealed, because a transaction in the database has not ended. Tell the administrator of Aimline.',
            { time: formatMomentHere(oldestUnsealedAt) },
          )}{' '}
          {sealed}
        </>
      ) : (
        <>
          {newestSeal && (
            <>
              <StateWord word={t('Sealed')} tone="done" /> ·{' '}
            </>
          )}
          {sealed} {oldestUnsealedAt && t('Newer records are sealed within seconds.')}
        </>
      )}
    </Typography>
  );
}
