import { FieldError, feature } from '@aimline/plugin-interventions-node';
import { BookingConflictError } from './queries';

/** Errors for double bookings; the database prevents them by constraints. */
export const bookingsFeature = feature({
  name: 'bookings',
  constraints: {
    no_self_overlap: () =>
      new FieldError([{ path: 'body.meetingTimes', message: 'Two sessions of the intervention overlap.' }]),
    no_double_booking: () => new BookingConflictError([]),
    room_full: () => new BookingConflictError([]),
  },
});
