import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { InterventionDraft, Weekday } from '@aimline/plugin-interventions-common/interventions';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { Input, Select } from '../form/controls';
import { Field } from '../form/Field';
import { t } from '../words/i18n';
import { weekdayLabels } from '../words/labels';
import type { DraftFields } from './draftDefaults';

const MAX_MEETINGS = 14;
const PLAIN_FIELDSET = { border: 0, m: 0, p: 0, minWidth: 0 };

/** Weekly meeting times, one per row. A new row starts with the times of the last row and the next weekday. */
export function MeetingTimesField({ form }: { form: UseFormReturn<DraftFields, unknown, InterventionDraft> }) {
  const { register, control, formState, getValues } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'meetingTimes' });
  const errors = formState.errors.meetingTimes;
  const overall = errors?.root?.message ?? errors?.message;

  function addRow() {
    const last = getValues('meetingTimes').at(-1);
    const weekdays = Object.keys(weekdayLabels()) as Weekday[];
    const weekday = last ? weekdays[(weekdays.indexOf(last.weekday) + 1) % 5]! : 'monday';
    append({ weekday, startTime: last?.startTime ?? '', endTime: last?.endTime ?? '' });
  }

  return (
    <Box component="fieldset" sx={PLAIN_FIELDSET} aria-describedby={overall ? 'meeting-times-error' : undefined}>
      <Typography component="legend" sx={{ fontWeight: 620, mb: 1, p: 0 }}>
        {t('Weekly meeting times')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {fields.map((field, i) => (
          <Box
            key={field.id}
            component="fieldset"
            aria-label={t('Meeting {{index, number}}', { index: i + 1 })}
            sx={{
              ...PLAIN_FIELDSET,
              display: 'grid',
              gap: 1,
              alignItems: 'start',
              gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: '170px 140px 140px auto' },
            }}
          >
            <Field
              label={t('Day')}
              sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
              error={errors?.[i]?.weekday?.message}
            >
              <Select {...register(`meetingTimes.${i}.weekday`)}>
                {Object.entries(weekdayLabels()).map(([weekday, label]) => (
                  <option key={weekday} value={weekday}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t('From')} error={errors?.[i]?.startTime?.message}>
              <Input type="time" {...register(`meetingTimes.${i}.startTime`)} />
            </Field>
            <Field label={t('To')} error={errors?.[i]?.endTime?.message}>
              <Input type="time" {...register(`meetingTimes.${i}.endTime`)} />
            </Field>
            {fields.length > 1 && (
              <Button
                color="inherit"
                aria-label={t('Remove meeting {{index, number}}', { index: i + 1 })}
                onClick={() => remove(i)}
                sx={{ mt: { sm: '25px' }, justifySelf: 'start' }}
              >
                {t('Remove')}
              </Button>
            )}
          </Box>
        ))}
      </Box>
      {overall && (
        <Typography id="meeting-times-error" variant="body2" color="error" sx={{ mt: 1 }}>
          {overall}
        </Typography>
      )}
      {fields.length < MAX_MEETINGS && (
        <Button variant="outlined" color="inherit" sx={{ mt: 1.5 }} onClick={addRow}>
          {t('Add a meeting time')}
        </Button>
      )}
    </Box>
  );
}
