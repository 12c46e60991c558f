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
import { chooseLink, chosenAbout } from './chooseLink';
import { InterventionPlaces } from './InterventionPlaces';
import { OfferedPlaces } from './OfferedPlaces';
import { onePerSubject } from './onePerSubject';
import { PlaceBar } from './PlaceBar';
import { PlaceRow } from './PlaceRow';
import { preselect } from './preselect';
import { sendToPlatform } from './sendToPlatform';

/** Where a person chooses what a course links to, on the way through the LMS (LTI Deep Linking 2.0). */
export function DeepLinkPage() {
  const { session, handInLinks } = useLaunch();
  const { acceptMultiple: several = false, title: suggested } = session.deepLinking ?? {};
  const offer = useRead('course_link.offer', {});
  const offered = onePerSubject(offer?.links ?? []);
  const [chosen, setChosen] = useState(() => preselect(offered, several));
  const [title, setTitle] = useState(suggested ?? undefined);
  const [filter, setFilter] = useState<Filter>({});
  const handIn = useMutation<void, ApiError, readonly CourseLink[]>({
    mutationFn: async (links) => sendToPlatform(await handInLinks(links)),
  });
  const choice = {
    chosen,
    several,
    onChoose: (link: CourseLink) => {
      const next = chooseLink(chosen, link, several);
      setChosen(next);
      // A title that was written stays with what it was written for.
      if (next.length !== 1 || !chosenAbout(chosen, next[0]!)) setTitle(suggested ?? undefined);
    },
  };
  const everybodys = EVERYBODYS.filter(({ link }) => !chosenAbout(offered, link));
  const course = session.course?.title ?? 'your course';
  return (
    <>
      <PageHeading
        title="Choose what the course opens"
        below={`${several ? 'The links appear' : 'The link appears'} in ${course}. Whoever opens ${several ? 'one' : 'it'} sees what their role allows; students see nothing.`}
      />
      {offer && <OfferedPlaces {...choice} originTitle={offer.origin.title} links={offered} />}
      {everybodys.length > 0 && (
        <>
          {offer && (
            <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
              For everybody
            </Typography>
          )}
          <Panel flush aria-label="For everybody">
            <Rows label="Places for everybody">
              {everybodys.map(({ link, details }) => (
                <PlaceRow key={link.target} {...choice} link={link} details={details} />
              ))}
            </Rows>
          </Panel>
        </>
      )}
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        One intervention
      </Typography>
      <InterventionFilter filter={filter} onChange={setFilter} />
      <Panel flush>
        <LoadBoundary fallback={<RowsSkeleton />} resetKey={JSON.stringify(filter)}>
          <InterventionPlaces {...choice} filter={filter} onShowAll={() => setFilter({})} />
        </LoadBoundary>
      </Panel>
      <Box sx={{ mt: 2, '&:empty': { display: 'none' } }}>
        <SaveProblem error={handIn.error} />
      </Box>
      <PlaceBar
        chosen={chosen}
        title={title}
        // until the page has gone
        pending={handIn.isPending || handIn.isSuccess}
        onRename={setTitle}
        onPlace={() => handIn.mutate(named(chosen, title))}
        onCancel={() => handIn.mutate([])}
      />
    </>
  );
}

const EVERYBODYS: readonly { link: CourseLink; details: string }[] = [
  { link: { target: '/', title: 'Today' }, details: 'The sessions of the day, for taking attendance.' },
  { link: { target: '/interventions', title: 'Interventions' }, details: 'All interventions a person may see.' },
];

/** The links as they go to the course: a single one under the title that was written for it, if it was. */
function named(chosen: readonly CourseLink[], title: string | undefined): readonly CourseLink[] {
  const written = title?.trim();
  return written && chosen.length === 1 ? chosen.map((link) => ({ ...link, title: written })) : chosen;
}
