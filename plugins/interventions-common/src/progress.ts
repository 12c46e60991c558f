import { z } from 'zod';
import { contract } from './contract';
import { event, ofIntervention } from './event';
import { InterventionPath } from './interventions';
import { page, PageQuery } from './page';
import { Instant, LocalDate, Staff, Student, text, Uuid } from './primitives';
import { progressEndpoints } from './progressEndpoints';

/** A student's progress towards the objective, on an ordinal scale: distances between its steps have no meaning. */
export const RATING_LABELS = { 1: 'Not yet', 2: 'With support', 3: 'Mostly', 4: 'Independently' } as const;
export const Rating = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], { error: 'Expected a rating from 1 to 4.' })
  .meta({ id: 'Rating' });
export type Rating = z.infer<typeof Rating>;

export const ProgressNote = z
  .object({
    noteId: Uuid,
    interventionId: Uuid,
    student: Student,
    author: Staff,
    /** The day that the note is about. */
    notedOn: LocalDate,
    rating: Rating.nullable(),
    text: z.string(),
    recordedAt: Instant,
  })
  .meta({ id: 'ProgressNote' });
export type ProgressNote = z.infer<typeof ProgressNote>;

export const noteProgress = contract(progressEndpoints, 'progress.note', {
  summary: 'Add a note on a student, with or without a rating.',
  params: InterventionPath,
  body: z.strictObject({
    studentId: Uuid,
    /** The day that the note is about, not in the future; today by default. */
    notedOn: LocalDate.optional(),
    rating: Rating.nullable().default(null),
    text: text(4000, 'a note'),
  }),
  status: 201,
  result: ProgressNote,
});

export const listProgressNotes = contract(progressEndpoints, 'progress.list', {
  summary: 'List the notes of an intervention, newest first, 100 a page.',
  params: InterventionPath,
  query: PageQuery.extend({ studentId: Uuid.optional() }),
  result: page('notes', ProgressNote),
});

export const progressNoted = event('interventions.progress.noted', {
  summary: 'A note on a student was written; the event does not contain its text.',
  data: z.strictObject({
    interventionId: Uuid,
    noteId: Uuid,
    studentId: Uuid,
    notedOn: LocalDate,
    rating: z.int().nullable(),
  }),
  stream: ofIntervention,
});
