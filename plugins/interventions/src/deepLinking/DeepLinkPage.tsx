import { useState } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import type { ApiError } from '@aimline/plugin-interventions-common/client';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import { SaveProblem } from '../form/SaveProblem';
import { InterventionFilter } from '../interventions/InterventionFilter';
import type { Filter } from '../interventions/interventionPages';
import { useLaunch } from '../launch/LaunchContext';
import { useRead } from '../launch/useRead';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { t } from '../words/i18n';
import { chooseLink, chosenAbout } from './chooseLink';
import { InterventionPlaces } from './InterventionPlaces';
import { OfferedPlaces } from './OfferedPlaces';
import { onePerSubject } from './onePerSubject';
import { PlaceBar } from './PlaceBar';
import { PlaceRow } from './PlaceRow';
import { preselect } from './preselect';
import { sendToPlatform } from './sendToPlatform';

/** The page on which a user chooses the links that the LMS places in a course (LTI Deep Linking 2.0). */
export function DeepLinkPage() {
  const { session, submitLinks } = useLaunch();
  const { acceptMultiple: several = false, title: suggested } = session.deepLinking ?? {};
  const offer = useRead('course_link.offer', {});
  const offered = onePerSubject(offer?.links ?? []);
  const [chosen, setChosen] = useState(() => preselect(offered, several));
  const [title, setTitle] = useState(suggested ?? undefined);
  const [filter, setFilter] = useState<Filter>({});
  const submission = useMutation<void, ApiError, readonly CourseLink[]>({
    mutationFn: async (links) => sendToPlatform(await submitLinks(links)),
  });
  const choice = {
    chosen,
    several,
    onChoose: (link: CourseLink) => {
      const next = chooseLink(chosen, link, several);
      setChosen(next);
      // A title the user has written is dropped when the link it was written for is no longer the only choice.
      if (next.length !== 1 || !chosenAbout(chosen, next[0]!)) setTitle(suggested ?? undefined);
    },
  };
  const commonPlaces = allCommonPlaces().filter(({ link }) => !chosenAbout(offered, link));
  return (
    <>
      <PageHeading
        title={several ? t('Choose links for your course') : t('Choose a link for your course')}
        below={
          several
            ? t(
                'The links appear in your course. Anyone who opens one sees what their role allows; students see nothing.',
              )
            : t(
                'The link appears in your course. Anyone who opens it sees what their role allows; students see nothing.',
              )
        }
      />
      {offer && <OfferedPlaces {...choice} originTitle={offer.origin.title} links={offered} />}
      {commonPlaces.length > 0 && (
        <>
          {offer && (
            <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
              {t('For everyone')}
            </Typography>
          )}
          <Panel flush aria-label={t('For everyone')}>
            <Rows label={t('Pages for everyone')}>
              {commonPlaces.map(({ link, details }) => (
                <PlaceRow key={link.target} {...choice} link={link} details={details} />
              ))}
            </Rows>
          </Panel>
        </>
      )}
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        {t('One intervention')}
      </Typography>
      <InterventionFilter filter={filter} onChange={setFilter} />
      <Panel flush>
        <LoadBoundary fallback={<RowsSkeleton />} resetKey={JSON.stringify(filter)}>
          <InterventionPlaces {...choice} filter={filter} onShowAll={() => setFilter({})} />
        </LoadBoundary>
      </Panel>
      <Box sx={{ mt: 2, '&:empty': { display: 'none' } }}>
        <SaveProblem error={submission.error} />
      </Box>
      <PlaceBar
        chosen={chosen}
        title={title}
        // Stays pending after success, until the browser has left the page.
        pending={submission.isPending || submission.isSuccess}
        onRename={setTitle}
        onPlace={() => submission.mutate(withTitle(chosen, title))}
        onCancel={() => submission.mutate([])}
      />
    </>
  );
}

/** The pages that can be linked to without choosing an intervention. */
const allCommonPlaces = (): readonly { link: CourseLink; details: string }[] => [
  { link: { target: '/', title: t('Today') }, details: t('The sessions of the day, for taking attendance.') },
  {
    link: { target: '/interventions', title: t('Interventions') },
    details: t('All interventions that a person may see.'),
  },
];

/** The links for the course; a single link gets the title that the user has written, if any. */
function withTitle(chosen: readonly CourseLink[], title: string | undefined): readonly CourseLink[] {
  const written = title?.trim();
  return written && chosen.length === 1 ? chosen.map((link) => ({ ...link, title: written })) : chosen;
}
