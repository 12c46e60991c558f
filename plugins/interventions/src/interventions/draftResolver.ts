import { zodResolver } from '@hookform/resolvers/zod';
import { InterventionDraft } from '@aimline/plugin-interventions-common/interventions';
import type { FieldErrors, Resolver } from 'react-hook-form';
import type { DraftFields } from './draftDefaults';

/** Judges the form by the schema that the service applies, and asks for what was left empty. */
export const draftResolver: Resolver<DraftFields, unknown, InterventionDraft> = async (fields, context, options) => {
  const draft = { ...fields, tier: Number(fields.tier), roomId: fields.roomId || null };
  const resolve = zodResolver(InterventionDraft) as unknown as Resolver<DraftFields, unknown, InterventionDraft>;
  const result = await resolve(draft as unknown as DraftFields, context, options);
  for (const [name, message] of Object.entries(REQUESTS)) {
    const error = (result.errors as FieldErrors<Record<string, string>>)[name];
    if (error && !fields[name as keyof DraftFields]) error.message = message;
  }
  for (const [i, meeting] of fields.meetingTimes.entries()) {
    const errors = (result.errors as FieldErrors<DraftFields>).meetingTimes?.[i];
    if (errors?.startTime && !meeting.startTime) errors.startTime.message = 'When does it begin?';
    if (errors?.endTime && !meeting.endTime) errors.endTime.message = 'When does it end?';
  }
  return result;
};

const REQUESTS: Readonly<Record<string, string>> = {
  title: 'Give it a title.',
  objective: 'Say what a student will be able to do.',
  targetPopulation: 'Say for which students it is meant.',
  schoolId: 'Choose the school.',
  ownerId: 'Choose who answers for it.',
  facilitatorId: 'Choose who leads the sessions.',
  tier: 'Choose a tier.',
  domain: 'Choose what it supports.',
  beginDate: 'Choose the first day.',
  endDate: 'Choose the last day.',
};
