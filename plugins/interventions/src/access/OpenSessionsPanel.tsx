import Button from '@mui/material/Button';
import type { OpenLaunchSession } from '@aimline/plugin-interventions-common/access';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { useWrite } from '../launch/useWrite';
import { formatList, formatName } from '../words/format';
import { AccessPanel } from './AccessPanel';
import { AccessRow } from './AccessRow';
import { ROLE_LABELS } from './accessWords';
import { formatMomentHere } from './formatMomentHere';

/** Who has Aimline open. */
export function OpenSessionsPanel({ sessions }: { sessions: readonly OpenLaunchSession[] }) {
  const { session } = useLaunch();
  const end = useWrite('launch_session.end');
  const endAll = useWrite('person.end_sessions');
  const pending = end.isPending || endAll.isPending;
  return (
    <>
      <AccessPanel
        title="Open now"
        about="Whoever is ended here is out with the next click, and comes back with the next launch. A session lasts eight hours at most."
        empty="Nobody has Aimline open."
      >
        {sessions.map(({ launchSessionId, person, roles, courseTitle, openedAt }) => {
          const name = formatName(person) || 'Somebody without a name';
          const others = sessions.filter((other) => other.person.personId === person.personId).length;
          const isMe = person.personId === session.person.personId;
          return (
            <AccessRow
              key={launchSessionId}
              title={isMe ? `${name} (you)` : name}
              below={[
                formatList(roles.map((role) => ROLE_LABELS[role])),
                courseTitle,
                `since ${formatMomentHere(openedAt)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
              actions={
                !isMe && (
                  <>
                    <Button
                      color="inherit"
                      aria-label={`End the session of ${name}`}
                      disabled={pending}
                      onClick={() => end.mutate({ params: { launchSessionId } })}
                    >
                      End
                    </Button>
                    {others > 1 && (
                      <Button
                        color="inherit"
                        aria-label={`End all sessions of ${name}`}
                        disabled={pending}
                        onClick={() => endAll.mutate({ params: { personId: person.personId } })}
                      >
                        {`End all ${others}`}
                      </Button>
                    )}
                  </>
                )
              }
            />
          );
        })}
      </AccessPanel>
      <SaveProblem error={end.error ?? endAll.error} />
    </>
  );
}
