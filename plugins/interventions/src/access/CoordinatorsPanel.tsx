import { useState } from 'react';
import Button from '@mui/material/Button';
import type { CoordinatorCandidate } from '@aimline/plugin-interventions-common/access';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { StateWord, type Tone } from '../page/StateWord';
import { formatName } from '../words/format';
import { formatMomentHere } from '../words/formatMomentHere';

const STATES: Readonly<Record<CoordinatorCandidate['status'], { word: string; tone: Tone }>> = {
  pending: { word: 'Waiting', tone: 'partly' },
  approved: { word: 'Coordinator', tone: 'done' },
  declined: { word: 'Declined', tone: 'off' },
};

/** Administrators of the LMS: who waits, who is a coordinator, who was declined. */
export function CoordinatorsPanel({ candidates }: { candidates: readonly CoordinatorCandidate[] }) {
  const { session } = useLaunch();
  const decide = useWrite('coordinator.decide');
  const [ending, setEnding] = useState<CoordinatorCandidate | null>(null);
  const set = ({ staff }: CoordinatorCandidate, decision: 'approved' | 'declined', onSuccess?: () => void) =>
    decide.mutate({ params: { staffId: staff.staffId }, body: { decision } }, { onSuccess });
  const close = () => {
    decide.reset();
    setEnding(null);
  };
  return (
    <>
      <ListPanel
        title="Coordinators"
        about="An administrator of the LMS who opens Aimline waits here. Ask for the code they read before you approve: a coordinator sees all students of the district."
        empty="No administrator of the LMS has opened Aimline yet."
      >
        {candidates.map((candidate) => {
          const { staff, status, code, requestedAt, decidedAt } = candidate;
          const name = formatName(staff) || 'Somebody without a name';
          const isMe = staff.staffId === session.person.personId;
          return (
            <ListRow
              key={staff.staffId}
              title={isMe ? `${name} (you)` : name}
              below={
                status === 'pending' ? (
                  <>
                    Code <b>{code}</b>, since {formatMomentHere(requestedAt)}
                  </>
                ) : (
                  `Since ${formatMomentHere(decidedAt ?? requestedAt)}`
                )
              }
              state={<StateWord {...STATES[status]} />}
              actions={
                !isMe && (
                  <>
                    {status !== 'approved' && (
                      <Button
                        variant={status === 'pending' ? 'contained' : 'outlined'}
                        aria-label={`Approve ${name}`}
                        disabled={decide.isPending}
                        onClick={() => set(candidate, 'approved')}
                      >
                        Approve
                      </Button>
                    )}
                    {status === 'pending' && (
                      <Button
                        color="inherit"
                        aria-label={`Decline ${name}`}
                        disabled={decide.isPending}
                        onClick={() => set(candidate, 'declined')}
                      >
                        Decline
                      </Button>
                    )}
                    {status === 'approved' && (
                      <Button
                        color="inherit"
                        aria-label={`Remove ${name}`}
                        onClick={() => {
                          decide.reset();
                          setEnding(candidate);
                        }}
                      >
                        Remove
                      </Button>
                    )}
                  </>
                )
              }
            />
          );
        })}
      </ListPanel>
      {!ending && <SaveProblem error={decide.error} />}
      {ending && (
        <ConfirmDialog
          title={`Remove ${formatName(ending.staff)} as a coordinator`}
          submitLabel="Remove"
          writing={decide}
          onConfirm={() => set(ending, 'declined', close)}
          onClose={close}
        >
          They are out at once, and come as what the LMS says they are in a course from then on. You can approve them
          again.
        </ConfirmDialog>
      )}
    </>
  );
}
