import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { pagesQuery } from '../launch/pagesQuery';
import { useWrite } from '../launch/useWrite';
import { ListPanel } from '../page/ListPanel';
import { ListRow } from '../page/ListRow';
import { ShowMore } from '../page/ShowMore';
import { formatList, formatName } from '../words/format';
import { formatMomentHere } from '../words/formatMomentHere';
import { ROLE_LABELS } from './accessWords';
import { openByPerson } from './openByPerson';

/** Who has Aimline open. */
export function OpenSessionsPanel() {
  const { call, session } = useLaunch();
  const pages = useSuspenseInfiniteQuery(pagesQuery(call, 'launch_session.list', {}));
  const sessions = pages.data.pages.flatMap((page) => page.sessions);
  const end = useWrite('person.end_sessions');
  return (
    <>
      <ListPanel
        title="Open now"
        about="Whoever is ended here is out with the next click, in all tabs, and comes back with the next launch. A session lasts eight hours at most."
        empty="Nobody has Aimline open."
      >
        {openByPerson(sessions).map(({ person, roles, courseTitles, openedAt }) => {
          const name = formatName(person) || 'Somebody without a name';
          const isMe = person.personId === session.person.personId;
          const words = [formatList(roles.map((role) => ROLE_LABELS[role])), formatList(courseTitles)].filter(Boolean);
          return (
            <ListRow
              key={person.personId}
              title={isMe ? `${name} (you)` : name}
              below={[...words, `since ${formatMomentHere(openedAt)}`].join(' · ')}
              actions={
                !isMe && (
                  <Button
                    color="inherit"
                    aria-label={`End the sessions of ${name}`}
                    disabled={end.isPending}
                    onClick={() => end.mutate({ params: { personId: person.personId } })}
                  >
                    End
                  </Button>
                )
              }
            />
          );
        })}
      </ListPanel>
      <ShowMore pages={pages} />
      <SaveProblem error={end.error} />
    </>
  );
}
