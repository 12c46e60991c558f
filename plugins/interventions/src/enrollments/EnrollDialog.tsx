import { useState } from 'react';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { LoadBoundary } from '../page/LoadBoundary';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { StudentChecklist } from '../roster/StudentChecklist';
import { t } from '../words/i18n';
import { useToday } from '../words/useToday';

export interface EnrollDialogProps {
  intervention: Intervention;
  /** The active enrollments. */
  enrolled: readonly Enrollment[];
  onClose(): void;
}

/** Enrolls several students in one request: all or none of them. */
export function EnrollDialog({ intervention, enrolled, onClose }: EnrollDialogProps) {
  const { interventionId, beginDate, endDate, timeZone } = intervention;
  const today = useToday(timeZone);
  const [firstDay, setFirstDay] = useState(today > beginDate ? today : beginDate);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const enroll = useWrite('enrollment.create');
  const enrolledIds = new Set(enrolled.map(({ student }) => student.studentId));

  function submit() {
    const body = { studentIds: [...chosen], beginDate: firstDay || undefined };
    enroll.mutate({ params: { interventionId }, body }, { onSuccess: onClose });
  }

  return (
    <FormDialog
      title={t('Enroll students')}
      submitLabel={
        chosen.size === 0
          ? t('Enroll')
          : t('Enroll {{count, number}} students', {
              count: chosen.size,
              defaultValue_one: 'Enroll {{count, number}} student',
            })
      }
      pending={enroll.isPending}
      complete={chosen.size > 0}
      maxWidth="sm"
      onSubmit={submit}
      onClose={onClose}
    >
      <LoadBoundary fallback={<RowsSkeleton count={6} />}>
        <StudentChecklist chosen={chosen} enrolled={enrolledIds} timeZone={timeZone} onChange={setChosen} />
      </LoadBoundary>
      <Field label={t('First day')} error={enroll.error?.problem.fields?.[0]?.message} sx={{ maxWidth: 220 }}>
        <Input
          type="date"
          value={firstDay}
          min={beginDate}
          max={endDate}
          onChange={(event) => setFirstDay(event.target.value)}
        />
      </Field>
      <SaveProblem error={enroll.error} />
    </FormDialog>
  );
}
