import { randomBytes } from 'node:crypto';
import type { Course, Member } from '../courses';
import type { Person } from '../person';

export type MemberStatus = 'Active' | 'Inactive' | 'Deleted';
export type ListedMember = Omit<Member, 'status'> & { status: MemberStatus };

/** What has changed in the courses since the practice LMS started; forgotten when it ends. */
export class MemberChanges {
  /** Of this process alone: the revisions of another one mean nothing here. */
  readonly #process = randomBytes(6).toString('hex');
  readonly #changes: { course: Course; person: Person; status: MemberStatus }[] = [];

  /** Names the state of the lists as they are now. */
  get revision(): string {
    return `${this.#process}-${this.#changes.length}`;
  }

  change(course: Course, person: Person, status: MemberStatus): void {
    this.#changes.push({ course, person, status });
  }

  /** The members of a course as they are now; who was deleted is not among them. */
  membersOf(course: Course): ListedMember[] {
    return this.#all(course).filter(({ status }) => status !== 'Deleted');
  }

  /** The members who have changed since a revision, the deleted among them; null when there was no such revision. */
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
