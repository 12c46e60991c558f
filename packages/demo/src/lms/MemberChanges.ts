import { randomBytes } from 'node:crypto';
import type { Course, Member } from '../courses';
import type { Person } from '../person';

/** The status of a member in the practice LMS. */
export type MemberStatus = 'Active' | 'Inactive' | 'Deleted';
/** A member with the status after all changes. */
export type ListedMember = Omit<Member, 'status'> & { status: MemberStatus };

/** The changes of members since the practice LMS started; forgotten when it ends. */
export class MemberChanges {
  /** A random id that is part of each revision, so that revisions of another process are recognized as unknown. */
  readonly #process = randomBytes(6).toString('hex');
  readonly #changes: { course: Course; person: Person; status: MemberStatus }[] = [];

  /** Identifies the present state of all lists of members. */
  get revision(): string {
    return `${this.#process}-${this.#changes.length}`;
  }

  /** Changes the status of a member of a course. */
  change(course: Course, person: Person, status: MemberStatus): void {
    this.#changes.push({ course, person, status });
  }

  /** The present members of a course, without the deleted ones. */
  membersOf(course: Course): ListedMember[] {
    return this.#all(course).filter(({ status }) => status !== 'Deleted');
  }

  /** The members that changed since a revision, the deleted ones included; null when the revision is unknown. */
  changedSince(course: Course, revision: string): ListedMember[] | null {
    const [process, count = ''] = revision.split('-');
    if (process !== this.#process || !/^\d{1,9}$/.test(count) || Number(count) > this.#changes.length) return null;
    const changed = new Set(
      this.#changes
        .slice(Number(count))
        .filter((change) => change.course === course)
        .map(({ person }) => person),
    );
    return this.#all(course).filter(({ person }) => changed.has(person));
  }

  #all(course: Course): ListedMember[] {
    return course.members.map((member) => {
      const last = this.#changes.findLast((change) => change.course === course && change.person === member.person);
      return { ...member, status: last?.status ?? member.status };
    });
  }
}
