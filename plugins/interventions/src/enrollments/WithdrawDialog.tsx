import { useState } from 'react';
import Typography from '@mui/material/Typography';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { addDays, formatName } from '../words/format';
import { t } from '../words/i18n';
import { useToday } from '../words/useToday';

export interface WithdrawDialogProps {
  enrollment: Enrollment;
  timeZone: string;
  onClose(): void;
}

/** Ends a student's enrollment on a day that the user chooses. */
export function WithdrawDialog({ enrollment, timeZone, onClose }: WithdrawDialogProps) {
  const { enrollmentId, student, beginDate } = enrollment;
  const earliest = addDays(beginDate, -1);
  const today = useToday(timeZone);
  const [endDate, setEndDate] = useState(today < earliest ? earliest : today);
  const withdraw = useWrite('enrollment.withdraw');
  return (
    <FormDialog
      title={t('Withdraw {{name}}', { name: formatName(student) })}
      submitLabel={t('Withdraw')}
      pending={withdraw.isPending}
      maxWidth="xs"
      onSubmit={() => withdraw.mutate({ params: { enrollmentId }, body: { endDate } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Typography>{t('Attendance and notes up to the last day are kept.')}</Typography>
      <Field
        label={t('Last day')}
        hint={t('To undo the enrollment, choose the day before its first day.')}
        error={withdraw.error?.problem.fields?.[0]?.message}
      >
        <Input type="date" value={endDate} min={earliest} onChange={(event) => setEndDate(event.target.value)} />
      </Field>
      <SaveProblem error={withdraw.error} />
    </FormDialog>
  );
}
