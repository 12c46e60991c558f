import type { PracticeLms } from './practiceLms';

/** The tool, the LMS, the moment and the log of a seeding. */
export interface Seeding {
  toolOrigin: string;
  lms: PracticeLms;
  now: Date;
  log: (line: string) => void;
}
