import type { UnitOfWork } from './unitOfWork';

/** A dated session of an intervention, as a calendar shows it. */
export interface ScheduledSession {
  sessionId: string;
  interventionId: string;
  /** Of the intervention. */
  title: string;
  /** ISO 8601 in UTC; inclusive. */
  startsAt: string;
  /** ISO 8601 in UTC; exclusive. */
  endsAt: string;
  /** IANA name, of the school. */
  timeZone: string;
  /** A cancelled session occupies nobody; a calendar that shows it already takes it away. */
  status: 'scheduled' | 'cancelled';
  facilitatorId: string;
  /** Null when it meets in no room in particular. */
  roomName: string | null;
}

/** Which sessions: those that overlap the time from `from`, inclusive, to `to`, exclusive. */
export interface SessionsToFind {
  from: Date;
  to: Date;
  /** Who leads the session, which may be somebody else than leads its intervention; everybody's without. */
  facilitatorId?: string;
  /** Those of all interventions without. */
  interventionId?: string;
}

/** Reads when the district of the unit of work meets, for modules. Whether somebody may see it is for the caller to decide. */
export interface Schedule {
  /**
   * The sessions that overlap a time, cancelled ones among them, in order of time, then of title and id.
   *
   *     from          to
   *      |------------|
   *     ][ not        ][ not
   *
   * As calendars ask (RFC 4791, section 9.9): a session that ends at `from`, or begins at `to`, does not overlap.
   */
  sessionsBetween(uow: UnitOfWork, which: SessionsToFind): Promise<ScheduledSession[]>;
}
