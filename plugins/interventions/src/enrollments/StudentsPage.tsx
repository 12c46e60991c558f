import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { useInterventionId } from '../interventions/useInterventionId';
import { useRead } from '../launch/useRead';
import { useWholeList } from '../launch/useWholeList';
import { EmptyState } from '../page/EmptyState';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { countStudents } from '../words/countStudents';
import { t } from '../words/i18n';
import { EnrollDialog } from './EnrollDialog';
import { EnrollmentRow } from './EnrollmentRow';
import { WithdrawDialog } from './WithdrawDialog';

/** The students who take part in an intervention, and those who were withdrawn. */
export function StudentsPage() {
  const interventionId = useInterventionId();
  const intervention = useRead('intervention.read', { params: { interventionId } });
  const { enrollments } = useWholeList('enrollment.list', { params: { interventionId } });
  const [enrolling, setEnrolling] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Enrollment | null>(null);
  const active = enrollments.filter(({ status }) => status === 'active');
  const ended = enrollments.filter(({ status }) => status === 'withdrawn');
  const enrollButton = intervention.canFacilitate && (
    <Button variant="contained" onClick={() => setEnrolling(true)}>
      {t('Enroll students')}
    </Button>
  );
  return (
    <>
      <Panel flush>
        {active.length === 0 ? (
          <EmptyState title={t('No students are enrolled yet')} action={enrollButton}>
            {intervention.canFacilitate
              ? t('Attendance can be recorded from a student’s first day.')
              : t('The owner or the facilitator of this intervention enrolls the students.')}
          </EmptyState>
        ) : (
          <>
            <Box sx={TOOLBAR}>
              <Typography variant="h2">{countStudents(active.length)}</Typography>
              {enrollButton}
            </Box>
            <Rows label={t('Students')}>
              {active.map((enrollment) => (
                <EnrollmentRow
                  key={enrollment.enrollmentId}
                  enrollment={enrollment}
                  onWithdraw={intervention.canFacilitate ? () => setWithdrawing(enrollment) : undefined}
                />
              ))}
            </Rows>
          </>
        )}
      </Panel>
      {ended.length > 0 && (
        <Panel flush sx={{ mt: 2.5 }}>
          <Typography variant="h2" sx={{ px: { xs: 2, sm: 2.5 }, py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
            {t('Withdrawn · {{count, number}}', { count: ended.length })}
          </Typography>
          <Rows label={t('Withdrawn students')}>
            {ended.map((enrollment) => (
              <EnrollmentRow key={enrollment.enrollmentId} enrollment={enrollment} />
            ))}
          </Rows>
        </Panel>
      )}
      {enrolling && <EnrollDialog intervention={intervention} enrolled={active} onClose={() => setEnrolling(false)} />}
      {withdrawing && (
        <WithdrawDialog
          enrollment={withdrawing}
          timeZone={intervention.timeZone}
          onClose={() => setWithdrawing(null)}
        />
      )}
    </>
  );
}

const TOOLBAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 1,
  px: { xs: 2, sm: 2.5 },
  py: 1.5,
  borderBottom: 1,
  borderColor: 'divider',
};
