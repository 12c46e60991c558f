import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import { noteProgress } from '@aimline/plugin-interventions-common/progress';
import { Controller, useForm } from 'react-hook-form';
import { applyFieldErrors } from '../form/applyFieldErrors';
import { Input, Select, TextArea } from '../form/controls';
import { Field } from '../form/Field';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { RatingChoice } from './RatingChoice';

export interface NoteFormProps {
  interventionId: string;
  students: readonly Student[];
  /** The current day in the time zone of the school. */
  today: string;
}

/** A form for a note on one student; after it is saved, the next student of the list is selected. */
export function NoteForm({ interventionId, students, today }: NoteFormProps) {
  const write = useWrite('progress.note');
  const defaults = { studentId: students[0]?.studentId ?? '', notedOn: today, rating: null, text: '' };
  const { register, control, handleSubmit, setError, reset, setFocus, formState } = useForm({
    resolver: zodResolver(noteProgress.body),
    defaultValues: defaults,
  });
  const { errors } = formState;

  const submit = handleSubmit((body) => {
    if (write.isPending) return;
    write.mutate(
      { params: { interventionId }, body },
      {
        onError: (error) => applyFieldErrors(error, setError),
        onSuccess: () => {
          const next = students[students.findIndex(({ studentId }) => studentId === body.studentId) + 1] ?? students[0];
          reset({ ...defaults, studentId: next?.studentId ?? '', notedOn: body.notedOn ?? today });
          setFocus('text');
        },
      },
    );
  });

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void submit(event)}
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) 180px' } }}>
        <Field label={t('Student')} error={errors.studentId?.message}>
          <Select {...register('studentId')}>
            {students.map((student) => (
              <option key={student.studentId} value={student.studentId}>
                {formatName(student)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('Day')} error={errors.notedOn?.message}>
          <Input
            type="date"
            max={today}
            {...register('notedOn', { setValueAs: (value: string) => value || undefined })}
          />
        </Field>
      </Box>
      <Controller
        control={control}
        name="rating"
        render={({ field }) => <RatingChoice rating={field.value ?? null} onChoose={field.onChange} />}
      />
      <Field label={t('Note')} error={errors.text?.message}>
        <TextArea rows={3} maxLength={4000} {...register('text')} />
      </Field>
      <SaveProblem error={write.error} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Button type="submit" variant="contained" loading={write.isPending}>
          {t('Save note')}
        </Button>
        <output>{write.isSuccess && !formState.isDirty ? t('Saved.') : ''}</output>
      </Box>
    </Box>
  );
}
