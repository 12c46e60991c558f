import { zodResolver } from '@hookform/resolvers/zod';
import { InterventionDraft } from '@aimline/plugin-interventions-common/interventions';
import type { FieldErrors, Resolver } from 'react-hook-form';
import { t } from '../words/i18n';
import type { DraftFields } from './draftDefaults';

/** Validates the form with the schema of the service, with messages of its own for empty fields. */
export const draftResolver: Resolver<DraftFields, unknown, InterventionDraft> = async (fields, context, options) => {
  const draft = { ...fields, tier: Number(fields.tier), roomId: fields.roomId || null };
  const resolve = zodResolver(InterventionDraft) as unknown as Resolver<DraftFields, unknown, InterventionDraft>;
  const result = await resolve(draft as unknown as DraftFields, context, options);
  for (const [name, message] of Object.entries(messagesForEmpty())) {
    const error = (result.errors as FieldErrors<Record<string, string>>)[name];
    if (error && !fields[name as keyof DraftFields]) error.message = message;
  }
  for (const [i, meeting] of fields.meetingTimes.entries()) {
    const errors = (result.errors as FieldErrors<DraftFields>).meetingTimes?.[i];
    if (errors?.startTime && !meeting.startTime) errors.startTime.message = t('Enter the start time.');
    if (errors?.endTime && !meeting.endTime) errors.endTime.message = t('Enter the end time.');
  }
  return result;
};

const messagesForEmpty = (): Readonly<Record<string, string>> => ({
  title: t('Enter a title.'),
  objective: t('Describe what a student will be able to do.'),
  targetPopulation: t('Describe for which students it is meant.'),
  schoolId: t('Choose the school.'),
  ownerId: t('Choose who is responsible for it.'),
  facilitatorId: t('Choose who leads the sessions.'),
  tier: t('Choose a tier.'),
  domain: t('Choose a domain.'),
  beginDate: t('Choose the first day.'),
  endDate: t('Choose the last day.'),
});
