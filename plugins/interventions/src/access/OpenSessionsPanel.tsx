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

/** The people who have Aimline open, with a button to end their sessions. */
export function OpenSessionsPanel() {
  const { call, session } = useLaunch();
  const pages = useSuspenseInfiniteQuery(pagesQuery(call, 'launch_session.list', {}));
  const sessions = pages.data.pages.flatMap((page) => page.sessions);
  const end = useWrite('person.end_sessions');
  return (
    <>
      <ListPanel
        title={t('Open now')}
        about={t(
          'Ending a person’s sessions closes Aimline in all their tabs with the next request. They can launch it again. A session lasts eight hours at most.',
        )}
        empty={t('No one has Aimline open.')}
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
                    aria-label={t('End the sessions of {{name}}', { name })}
                    disabled={end.isPending}
                    onClick={() => end.mutate({ params: { personId: person.personId } })}
                  >
                    {t('End')}
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
