import { useState } from 'react';
import Button from '@mui/material/Button';
import type { CoordinatorCandidate } from '@aimline/plugin-interventions-common/access';
import { Trans } from 'react-i18next/TransWithoutContext';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { StateWord, type Tone } from '../page/StateWord';
import { formatName } from '../words/format';
import { formatMomentHere } from '../words/formatMomentHere';
import { i18n, t } from '../words/i18n';

const states = (): Readonly<Record<CoordinatorCandidate['status'], { word: string; tone: Tone }>> => ({
  pending: { word: t('Waiting'), tone: 'partly' },
  approved: { word: t('Coordinator'), tone: 'done' },
  declined: { word: t('Declined'), tone: 'off' },
});

/** The administrators of the LMS who requested to be coordinators, each with the decision and buttons to change it. */
export function CoordinatorsPanel({ candidates }: { candidates: readonly CoordinatorCandidate[] }) {
  const { session } = useLaunch();
  const decide = useWrite('coordinator.decide');
  const [removing, setRemoving] = useState<CoordinatorCandidate | null>(null);
  const set = ({ staff }: CoordinatorCandidate, decision: 'approved' | 'declined', onSuccess?: () => void) =>
    decide.mutate({ params: { staffId: staff.staffId }, body: { decision } }, { onSuccess });
  const close = () => {
    decide.reset();
    setRemoving(null);
  };
  return (
    <>
      <ListPanel
        title={t('Coordinators')}
        about={t(
          'When an administrator of the LMS opens Aimline, their request appears here. Before you approve it, ask them for the code they see: a coordinator sees every student of the district.',
        )}
        empty={t('No administrator of the LMS has opened Aimline yet.')}
      >
        {candidates.map((candidate) => {
          const { staff, status, code, requestedAt, decidedAt } = candidate;
          const name = formatName(staff) || t('Unnamed person');
          const isMe = staff.staffId === session.person.personId;
          return (
            <ListRow
              key={staff.staffId}
              title={isMe ? t('{{name}} (you)', { name }) : name}
              below={
                status === 'pending' ? (
                  <Trans
                    i18n={i18n}
                    i18nKey="Code <b>{{code}}</b>, since {{time}}"
                    values={{ code, time: formatMomentHere(requestedAt) }}
                    components={{ b: <b /> }}
                  />
                ) : (
                  t('Since {{time}}', { time: formatMomentHere(decidedAt ?? requestedAt) })
                )
              }
              state={<StateWord {...states()[status]} />}
              actions={
                !isMe && (
                  <>
                    {status !== 'approved' && (
                      <Button
                        variant={status === 'pending' ? 'contained' : 'outlined'}
                        aria-label={t('Approve {{name}}', { name })}
                        disabled={decide.isPending}
                        onClick={() => set(candidate, 'approved')}
                      >
                        {t('Approve')}
                      </Button>
                    )}
                    {status === 'pending' && (
                      <Button
                        color="inherit"
                        aria-label={t('Decline {{name}}', { name })}
                        disabled={decide.isPending}
                        onClick={() => set(candidate, 'declined')}
                      >
                        {t('Decline')}
                      </Button>
                    )}
                    {status === 'approved' && (
                      <Button
                        color="inherit"
                        aria-label={t('Remove {{name}}', { name })}
                        onClick={() => {
                          decide.reset();
                          setRemoving(candidate);
                        }}
                      >
                        {t('Remove')}
                      </Button>
                    )}
                  </>
                )
              }
            />
          );
        })}
      </ListPanel>
      {!removing && <SaveProblem error={decide.error} />}
      {removing && (
        <ConfirmDialog
          title={t('Remove {{name}} as a coordinator', { name: formatName(removing.staff) || t('Unnamed person') })}
          submitLabel={t('Remove')}
          writing={decide}
          onConfirm={() => set(removing, 'declined', close)}
          onClose={close}
        >
          {t(
            'They are signed out at once. From the next launch they have the role that the LMS gives them in the course. You can approve them again at any time.',
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
