import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { actionQuery } from '../launch/actionQuery';
import { useLaunch } from '../launch/LaunchContext';
import { isCoordinator } from '../launch/isCoordinator';
import { useNow } from '../launch/useNow';
import { EmptyState } from '../page/EmptyState';
import { LinkButton } from '../page/LinkButton';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { formatLongDay, localDateIn } from '../words/format';
import { t } from '../words/i18n';
import { currentSession } from './currentSession';
import { DayStepper } from './DayStepper';
import { NowCard } from './NowCard';
import { SessionRow } from './SessionRow';

/** The sessions of a day; the one that meets now is at the top. */
export function TodayPage() {
  const { call, session: launch } = useLaunch();
  const { date: wanted } = useSearch({ strict: false }) as { date?: string };
  const { data: agenda, dataUpdatedAt } = useSuspenseQuery({
    ...actionQuery(call, 'session.agenda', { query: { date: wanted } }),
    refetchInterval: 60_000,
  });
  const now = useNow(agenda.now, dataUpdatedAt);
  const { sessions, date } = agenda;
  const isToday = wanted === undefined || date === todayAt(sessions[0]?.timeZone, now);
  const current = isToday ? currentSession(sessions, now) : null;
  const notRecorded = sessions.filter(
    (each) =>
      each.status === 'scheduled' &&
      each.enrolledCount > 0 &&
      each.recordedCount === 0 &&
      Date.parse(each.endsAt) <= now,
  ).length;

  return (
    <>
      <PageHeading
        title={isToday ? t('Today') : formatLongDay(date)}
        below={[
          isToday && formatLongDay(date),
          t('{{count, number}} sessions', {
            count: sessions.length,
            defaultValue_one: '{{count, number}} session',
          }),
          notRecorded > 0 && t('{{count, number}} not recorded', { count: notRecorded }),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={<DayStepper date={date} isToday={isToday} />}
      />
      {current && <NowCard {...current} now={now} />}
      <Panel flush>
        {sessions.length === 0 ? (
          <EmptyState
            title={isToday ? t('No sessions today') : t('No sessions on this day')}
            action={
              <LinkButton variant="outlined" color="inherit" to="/interventions">
                {t('See all interventions')}
              </LinkButton>
            }
          >
            {isCoordinator(launch)
              ? t('Sessions of the whole district appear here on the day they meet.')
              : t('Sessions of the interventions that you lead or own appear here on the day they meet.')}
          </EmptyState>
        ) : (
          <Rows label={t('Sessions of the day')}>
            {sessions.map((each) => (
              <SessionRow
                key={each.sessionId}
                session={each}
                now={now}
                namedBy="title"
                showFacilitator={each.facilitator.staffId !== launch.person.personId}
              />
            ))}
          </Rows>
        )}
      </Panel>
    </>
  );
}

function todayAt(timeZone: string | undefined, now: number): string {
  return localDateIn(timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, new Date(now));
}
