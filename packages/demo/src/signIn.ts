import { type Call, createClient } from '@aimline/plugin-interventions-common/client';
import type { Course } from './courses';
import { launchAs } from './launchAs';
import type { Person } from './person';
import type { PracticeLms } from './practiceLms';
import { readEndpoints } from './readEndpoints';

/** Launches as a person in a course and returns a client of the API in their name, which is valid for 15 minutes. */
export async function signIn(
  { toolOrigin, lms }: { toolOrigin: string; lms: Pick<PracticeLms, 'origin' | 'authorizationEndpoint'> },
  person: Person,
  course: Course,
): Promise<Call> {
  const [endpoints, { token }] = await Promise.all([readEndpoints(toolOrigin), launchAs({ lms, person, course })]);
  return createClient({ endpoints, origin: toolOrigin, token: () => token });
}
