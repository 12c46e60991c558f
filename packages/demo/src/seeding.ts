import type { PracticeLms } from './practiceLms';

/** What filling the practice districts works with. */
export interface Seeding {
  toolOrigin: string;
  lms: PracticeLms;
  now: Date;
  log: (line: string) => void;
}
