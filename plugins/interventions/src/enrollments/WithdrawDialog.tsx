import { useState } from 'react';
import Typography from '@mui/material/Typography';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { addDays, formatName } from '../words/format';
import { useToday } from '../words/useToday';

export interface WithdrawDialogProps {
  enrollment: Enrollment;
  timeZone: string;
  onClose(): void;
}

/** Ends a student's part in an intervention with a day. */
export function WithdrawDialog({ enrollment, timeZone, onClose }: WithdrawDialogProps) {
  const { enrollmentId, student, beginDate } = enrollment;
  const earliest = addDays(beginDate, -1);
  const today = useToday(timeZone);
  const [endDate, setEndDate] = useState(today < earliest ? earliest : today);
  const withdraw = useWrite('enrollment.withdraw');
  return (
    <FormDialog
      title={`Withdraw ${formatName(student)}`}
      submitLabel="Withdraw"
      pending={withdraw.isPending}
      maxWidth="xs"
      onSubmit={() => withdraw.mutate({ params: { enrollmentId }, body: { endDate } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Typography>Attendance and notes up to the last day stay.</Typography>
      <Field
        label="Last day"
        hint="The day before the first day takes the enrollment back."
        error={withdraw.error?.problem.fields?.[0]?.message}
      >
        <Input type="date" value={endDate} min={earliest} onChange={(event) => setEndDate(event.target.value)} />
      </Field>
      <SaveProblem error={withdraw.error} />
    </FormDialog>
  );
}
