import { FieldError, feature } from '@aimline/plugin-interventions-node';
import { BookingConflictError } from './queries';

/** That nobody and nothing is in two places at once: the promise is the database's, the words are here. */
export const bookingsFeature = feature({
  name: 'bookings',
  constraints: {
    no_self_overlap: () =>
      new FieldError([{ path: 'body.meetingTimes', message: 'Two sessions of the intervention overlap.' }]),
    no_double_booking: () => new BookingConflictError([]),
    room_full: () => new BookingConflictError([]),
  },
});
