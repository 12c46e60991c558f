import * as contracts from '@aimline/plugin-interventions-common/progress';
import { anyOf, coordinator, readPage, route } from '@aimline/plugin-interventions-node';
import { leadsIntervention, teachesParticipant } from '../access/rules';
import { noteProgress } from './noteProgress';
import { findProgressNotes } from './queries';

export const progressRoutes = [
  route(contracts.noteProgress, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params, body }) => noteProgress(uow, params.interventionId, body),
  }),
  route(contracts.listProgressNotes, {
    allow: anyOf(coordinator, leadsIntervention, teachesParticipant),
    handle: (uow, { params: { interventionId }, query: { studentId = null, after } }) => {
      const where = 'n.intervention_id = :interventionId and (:studentId::uuid is null or n.student_id = :studentId)';
      return readPage(
        uow,
        {
          items: 'notes',
          pageSize: 100,
          after,
          cursorOf: (note) => note.noteId,
          cursorIn: ['progress_note', 'note_id'],
        },
        (page) => findProgressNotes(uow, where, { interventionId, studentId, ...page }),
      );
    },
  }),
];
