import type { UnitOfWork } from './unitOfWork';

/** A dated session of an intervention, as a calendar shows it. */
export interface ScheduledSession {
  sessionId: string;
  interventionId: string;
  /** The title of the intervention. */
  title: string;
  /** ISO 8601 in UTC; inclusive. */
  startsAt: string;
  /** ISO 8601 in UTC; exclusive. */
  endsAt: string;
  /** The school's time zone, an IANA name. */
  timeZone: string;
  /** Cancelled sessions are included, so that a calendar can remove them. */
  status: 'scheduled' | 'cancelled';
  facilitatorId: string;
  /** The name of the room; null when none is assigned. */
  roomName: string | null;
}

/** Selects the sessions that overlap the time from `from`, inclusive, to `to`, exclusive. */
export interface SessionsToFind {
  from: Date;
  to: Date;
  /** Only sessions led by this person, who need not lead the intervention; all by default. */
  facilitatorId?: string;
  /** Only sessions of this intervention; all by default. */
  interventionId?: string;
}

/** Read access to sessions for modules, within the tenant of the unit of work. Does no authorisation: that is up to the caller. */
export interface Schedule {
  /**
   * The sessions that overlap a period, cancelled ones included, in order of time, then of title and id.
   *
   *     from          to
   *      |------------|
   *     ][ not        ][ not
   *
   * The rule of calendar queries (RFC 4791, section 9.9): a session that ends at `from`, or begins at `to`, does not overlap.
   */
  sessionsBetween(uow: UnitOfWork, which: SessionsToFind): Promise<ScheduledSession[]>;
}
