import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate } from '@tanstack/react-router';
import type { InterventionDraft } from '@aimline/plugin-interventions-common/interventions';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '../form/applyFieldErrors';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { useWholeList } from '../launch/useWholeList';
import { useWrite } from '../launch/useWrite';
import { LinkButton } from '../page/LinkButton';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { TextLink } from '../page/TextLink';
import { RosterNote } from '../roster/RosterNote';
import { useRosterRead } from '../roster/useRosterRead';
import { t } from '../words/i18n';
import { type DraftFields, draftDefaults } from './draftDefaults';
import { draftResolver } from './draftResolver';
import { InterventionForm } from './InterventionForm';

/** Creates an intervention and its sessions, then opens its page for enrolling students. */
export function NewInterventionPage() {
  const { session } = useLaunch();
  const navigate = useNavigate();
  const { schools } = useWholeList('school.list', {});
  const { staff, roster } = useRosterRead('staff.list', {});
  const create = useWrite('intervention.create');
  const form = useForm<DraftFields, unknown, InterventionDraft>({
    resolver: draftResolver,
    defaultValues: draftDefaults(session.person.personId, staff, schools),
  });

  function submit(draft: InterventionDraft) {
    if (create.isPending) return;
    create.mutate(
      { body: draft },
      {
        onError: (error) => applyFieldErrors(error, form.setError),
        onSuccess: ({ interventionId }) =>
          void navigate({ to: '/interventions/$interventionId/students', params: { interventionId }, replace: true }),
      },
    );
  }

  return (
    <Box sx={{ maxWidth: 760 }}>
      <PageHeading
        title={t('New intervention')}
        above={<TextLink to="/interventions">{t('All interventions')}</TextLink>}
      />
      {/* The note is needed here because some staff members cannot be chosen until the first roster sync is complete. */}
      {roster?.readAt === null && <RosterNote roster={roster} timeZone={schools[0]?.timeZone ?? 'UTC'} />}
      <Panel>
        <form noValidate onSubmit={(event) => void form.handleSubmit(submit, () => create.reset())(event)}>
          <InterventionForm form={form} staff={staff} schools={schools} />
          <Box sx={{ display: 'grid', gap: 2, mt: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <SaveProblem error={create.error} />
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              <Button type="submit" variant="contained" loading={create.isPending}>
                {t('Create intervention')}
              </Button>
              <LinkButton color="inherit" to="/interventions">
                {t('Cancel')}
              </LinkButton>
            </Box>
          </Box>
        </form>
      </Panel>
    </Box>
  );
}
