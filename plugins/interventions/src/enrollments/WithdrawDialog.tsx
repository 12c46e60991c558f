import { type FormEvent, useId, useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
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
  const titleId = useId();
  const earliest = addDays(enrollment.beginDate, -1);
  const today = useToday(timeZone);
  const [endDate, setEndDate] = useState(today < earliest ? earliest : today);
  const withdraw = useWrite('student.withdraw');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (withdraw.isPending) return;
    withdraw.mutate({ params: { enrollmentId: enrollment.enrollmentId }, body: { endDate } }, { onSuccess: onClose });
  }

  return (
    <Dialog open onClose={withdraw.isPending ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth="xs">
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>Withdraw {formatName(enrollment.student)}</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2 }}>
            <Typography>Attendance and notes up to the last day stay.</Typography>
            <Field
              label="Last day"
              hint="The day before the first day takes the enrollment back."
              error={withdraw.error?.problem.fields?.[0]?.message}
            >
              <Input type="date" value={endDate} min={earliest} onChange={(event) => setEndDate(event.target.value)} />
            </Field>
            <SaveProblem error={withdraw.error} />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="contained" loading={withdraw.isPending}>
            Withdraw
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
