import Box from '@mui/material/Box';
import type { InterventionDraft } from '@aimline/plugin-interventions-common/interventions';
import type { Staff } from '@aimline/plugin-interventions-common/primitives';
import type { School } from '@aimline/plugin-interventions-common/roster';
import type { UseFormReturn } from 'react-hook-form';
import { Input, Select, TextArea } from '../form/controls';
import { Field } from '../form/Field';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { domainLabels, tierLabels } from '../words/labels';
import type { DraftFields } from './draftDefaults';
import { MeetingTimesField } from './MeetingTimesField';

export interface InterventionFormProps {
  form: UseFormReturn<DraftFields, unknown, InterventionDraft>;
  staff: readonly Staff[];
  schools: readonly School[];
}

/** The fields of a new intervention, in the order in which people plan one. */
export function InterventionForm({ form, staff, schools }: InterventionFormProps) {
  const { register, watch, setValue } = form;
  const errors = form.formState.errors;
  const rooms = schools.find(({ schoolId }) => schoolId === watch('schoolId'))?.rooms ?? [];
  const people = staff.map((each) => [each.staffId, formatName(each)] as const);
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Field label={t('Title')} error={errors.title?.message}>
        <Input {...register('title')} maxLength={120} />
      </Field>
      <Field
        label={t('Objective')}
        hint={t('What will a student be able to do afterwards?')}
        error={errors.objective?.message}
      >
        <TextArea {...register('objective')} rows={3} maxLength={1000} />
      </Field>
      <Field
        label={t('Meant for')}
        hint={t('For example: third graders below 60 words a minute in fall')}
        error={errors.targetPopulation?.message}
      >
        <Input {...register('targetPopulation')} maxLength={300} />
      </Field>
      <Box sx={PAIRS}>
        <Field label={t('Tier')} error={errors.tier?.message}>
          <Select {...register('tier')}>{options(Object.entries(tierLabels()))}</Select>
        </Field>
        <Field label={t('Domain')} error={errors.domain?.message}>
          <Select {...register('domain')}>{options(Object.entries(domainLabels()), t('Choose'))}</Select>
        </Field>
        <Field label={t('Owner')} hint={t('Is responsible for the intervention')} error={errors.ownerId?.message}>
          <Select {...register('ownerId')}>{options(people, t('Choose'))}</Select>
        </Field>
        <Field label={t('Facilitator')} hint={t('Leads the sessions')} error={errors.facilitatorId?.message}>
          <Select {...register('facilitatorId')}>{options(people, t('Choose'))}</Select>
        </Field>
        <Field label={t('School')} error={errors.schoolId?.message}>
          <Select {...register('schoolId', { onChange: () => setValue('roomId', '') })}>
            {options(
              schools.map(({ schoolId, name }) => [schoolId, name] as const),
              t('Choose'),
            )}
          </Select>
        </Field>
        <Field label={t('Room')} hint={t('Optional')} error={errors.roomId?.message}>
          <Select {...register('roomId')} disabled={rooms.length === 0}>
            {options(
              rooms.map(({ roomId, name }) => [roomId, name] as const),
              rooms.length === 0 ? t('Choose the school first') : t('No room'),
            )}
          </Select>
        </Field>
        <Field label={t('First day')} error={errors.beginDate?.message}>
          <Input type="date" {...register('beginDate')} />
        </Field>
        <Field
          label={t('Last day')}
          hint={t('No sessions are created on days when the school is closed.')}
          error={errors.endDate?.message}
        >
          <Input type="date" {...register('endDate')} />
        </Field>
      </Box>
      <MeetingTimesField form={form} />
    </Box>
  );
}

const PAIRS = {
  display: 'grid',
  columnGap: 2,
  rowGap: 2.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
};

/** @param none label of the empty option; without it, there is no empty option */
function options(entries: readonly (readonly [string, string])[], none?: string) {
  return [
    none && (
      <option key="" value="">
        {none}
      </option>
    ),
    ...entries.map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    )),
  ];
}
