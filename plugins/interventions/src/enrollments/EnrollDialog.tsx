import { type FormEvent, useId, useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { LoadBoundary } from '../page/LoadBoundary';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { StudentChecklist } from '../roster/StudentChecklist';
import { formatCount } from '../words/format';
import { useToday } from '../words/useToday';

export interface EnrollDialogProps {
  intervention: Intervention;
  /** Those who take part already. */
  enrolled: readonly Enrollment[];
  onClose(): void;
}

/** Enrolls several students at once, all or none of them. */
export function EnrollDialog({ intervention, enrolled, onClose }: EnrollDialogProps) {
  const { interventionId, beginDate, endDate, timeZone } = intervention;
  const titleId = useId();
  const today = useToday(timeZone);
  const [firstDay, setFirstDay] = useState(today > beginDate ? today : beginDate);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const enroll = useWrite('student.enroll');
  const taken = new Set(enrolled.map(({ student }) => student.studentId));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (enroll.isPending || chosen.size === 0) return;
    const body = { studentIds: [...chosen], beginDate: firstDay || undefined };
    enroll.mutate({ params: { interventionId }, body }, { onSuccess: onClose });
  }

  return (
    <Dialog open onClose={enroll.isPending ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>Enroll students</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2 }}>
            <LoadBoundary fallback={<RowsSkeleton count={6} />}>
              <StudentChecklist chosen={chosen} taken={taken} onChange={setChosen} />
            </LoadBoundary>
            <Field label="First day" error={enroll.error?.problem.fields?.[0]?.message} sx={{ maxWidth: 220 }}>
              <Input
                type="date"
                value={firstDay}
                min={beginDate}
                max={endDate}
                onChange={(event) => setFirstDay(event.target.value)}
              />
            </Field>
            <SaveProblem error={enroll.error} />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="contained" loading={enroll.isPending} aria-disabled={chosen.size === 0}>
            {chosen.size === 0 ? 'Enroll' : `Enroll ${formatCount(chosen.size, 'student')}`}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
