import { cast } from '@aimline/demo/cast';
import { cedarValley, harbor } from '@aimline/demo/districts';
import type { Person } from '@aimline/demo/person';
import { createRoster } from '@aimline/plugin-interventions-backend';
import {
  type Actor,
  type PersonKind,
  provenTenantId,
  type Role,
  type Tenants,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';
import type { TestDatabase } from './database';
import { recordWholeCourse } from './recordWholeCourse';

const SOURCE = 'lti:practice';

/** Two districts with the people of the stories, as a roster source would have recorded them. */
export interface TestDistricts {
  cedarValley: string;
  harbor: string;
  /** Ids of people by the names of the cast. */
  id: Record<keyof typeof cast, string>;
  /** The reading course of Hannah, with Maya, Diego and Noor. */
  courseId: string;
  actors: Record<'sofia' | 'vivian' | 'owen' | 'hannah' | 'denise' | 'walter' | 'nobody' | 'ingrid', Actor>;
}

export async function createDistricts(db: TestDatabase, tenants: Tenants): Promise<TestDistricts> {
  for (const { tenantId, name } of [cedarValley, harbor]) {
    await db.owner.raw('insert into directory.tenant (tenant_id, name) values (?, ?)', [tenantId, name]);
  }
  const roster = createRoster();
  const id = {} as TestDistricts['id'];
  const tenantId = provenTenantId(cedarValley.tenantId);
  const harborId = provenTenantId(harbor.tenantId);
  let courseId = '';
  const record = async (uow: UnitOfWork, kind: PersonKind, names: readonly (keyof typeof cast)[]) => {
    for (const name of names) id[name] = await roster.recordPerson(uow, SOURCE, outside(cast[name], kind));
  };
  await tenants.transact({ tenantId, actorId: null, action: 'lti.launch' }, async (uow) => {
    await record(uow, 'staff', ['sofia', 'vivian', 'owen', 'hannah']);
    await record(uow, 'contact', ['denise', 'walter']);
    await record(uow, 'student', ['maya', 'diego', 'noor', 'amira', 'jonah', 'priya', 'luis', 'grace']);
    courseId = await roster.recordCourse(uow, SOURCE, { externalId: 'grade-3', title: 'Grade 3, Ms. Brooks' });
    await recordWholeCourse(uow, SOURCE, courseId, [
      outside(cast.hannah, 'staff'),
      ...[cast.maya, cast.diego, cast.noor].map((person) => outside(person, 'student')),
    ]);
  });
  await tenants.transact({ tenantId: harborId, actorId: null, action: 'lti.launch' }, (uow) =>
    record(uow, 'staff', ['ingrid', 'marta']),
  );
  const actor = (name: keyof typeof cast, roles: Role[], rest: Partial<Actor> = {}): Actor => ({
    tenantId,
    personId: id[name],
    roles,
    courseId,
    studentIds: [],
    ...rest,
  });
  return {
    cedarValley: cedarValley.tenantId,
    harbor: harbor.tenantId,
    id,
    courseId,
    actors: {
      sofia: actor('sofia', ['coordinator']),
      vivian: actor('vivian', ['interventionist']),
      owen: actor('owen', ['interventionist'], { courseId: null }),
      hannah: actor('hannah', ['educator']),
      denise: actor('denise', ['caregiver'], { studentIds: [id.maya] }),
      walter: actor('walter', ['caregiver']),
      nobody: actor('walter', []),
      ingrid: actor('ingrid', ['coordinator'], { tenantId: harborId, courseId: null }),
    },
  };
}

function outside<K extends PersonKind>({ userId, givenName, familyName }: Person, kind: K) {
  return { externalId: userId, kind, givenName, familyName };
}
