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
import { t } from '../words/i18n';
import { roleLabels } from './accessWords';
import { openByPerson } from './openByPerson';

/** The people who are signed in, with a button that ends all sessions of a person. */
export function OpenSessionsPanel() {
  const { call, session } = useLaunch();
  const pages = useSuspenseInfiniteQuery(pagesQuery(call, 'launch_session.list', {}));
  const sessions = pages.data.pages.flatMap((page) => page.sessions);
  const end = useWrite('person.end_sessions');
  return (
    <>
      <ListPanel
        title={t('Signed in now')}
        about={t(
          'Signing a person out closes Aimline in all their tabs with the next request. They can reopen it from their course. Everyone is signed out after eight hours at most.',
        )}
        empty={t('No one is signed in.')}
      >
        {openByPerson(sessions).map(({ person, roles, courseTitles, openedAt }) => {
          const name = formatName(person) || t('Unnamed person');
          const isMe = person.personId === session.person.personId;
          const details = [
            formatList(roles.map((role) => roleLabels()[role])),
            // Titles such as "Grade 3, Ms. Brooks" have commas of their own.
            courseTitles.join('; '),
            t('since {{time}}', { time: formatMomentHere(openedAt) }),
          ];
          return (
            <ListRow
              key={person.personId}
              title={isMe ? t('{{name}} (you)', { name }) : name}
              below={details.filter(Boolean).join(' · ')}
              actions={
                !isMe && (
                  <Button
                    color="inherit"
                    aria-label={t('Sign out {{name}}', { name })}
                    disabled={end.isPending}
                    onClick={() => end.mutate({ params: { personId: person.personId } })}
                  >
                    {t('Sign out')}
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
