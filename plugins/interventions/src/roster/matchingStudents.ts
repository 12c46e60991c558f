import { plainText } from '@aimline/plugin-interventions-common/plainText';
import type { Student } from '@aimline/plugin-interventions-common/primitives';

/**
 * The students whose name contains every word of the search, in any order, without regard to case and accents:
 * "munoz jo" finds José Muñoz.
 */
export function matchingStudents(students: readonly Student[], search: string): readonly Student[] {
  const words = plainText(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return students;
  return students.filter(({ givenName, familyName }) => {
    const name = plainText(`${givenName} ${familyName}`);
    return words.every((word) => name.includes(word));
  });
}
