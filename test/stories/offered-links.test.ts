/** A copied course is offered the links of its origin. */
import { createRoster } from '@aimline/plugin-interventions-backend';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';

const SOURCE = 'lti:practice';
const TODAY: CourseLink = { target: '/', title: 'Today' };
const roster = createRoster();

let service: TestService;
let reading: CourseLink;
beforeAll(async () => {
  service = await startTestService();
  const { interventionId } = await service.as('sofia')('intervention.create', { body: readingGroup(service) });
  reading = { target: `/interventions/${interventionId}/sessions`, title: 'When we read together' };
});
afterAll(async () => {
  expect(service.errors).toEqual([]);
  await service.close();
});
beforeEach(() =>
  inDistrict(async (uow) => {
    for (const table of ['course_copy', 'course_link']) {
      await uow.rows(`delete from ${table} where tenant_id = :tenantId`);
    }
  }),
);

test('a teacher of the copy is offered the links of its origin, in their order', async () => {
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [reading, TODAY]);
    await copy(uow, 'grade-3', ['last-year']);
  });
  expect(await service.as('vivian')('course_link.offer')).toEqual({
    origin: { title: 'Grade 3, 2025–26' },
    links: [
      { ...reading, endedOn: null },
      { ...TODAY, endedOn: null },
    ],
  });
});

test('Hannah, who has no student in the group, is offered only links that she may see', async () => {
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [reading, TODAY]);
    await copy(uow, 'grade-3', ['last-year']);
  });
  expect((await service.as('hannah')('course_link.offer'))?.links).toEqual([{ ...TODAY, endedOn: null }]);
});

test('a link to an ended intervention shows its end date', async () => {
  const now = service.clock.now;
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [reading]);
    await copy(uow, 'grade-3', ['last-year']);
  });
  const endedOn = async (instant: string) => {
    service.clock.now = new Date(instant);
    return (await service.as('vivian')('course_link.offer'))?.links[0]?.endedOn;
  };
  // 18 December is its last day, in Chicago
  expect(await endedOn('2026-12-19T05:59:00Z')).toBe(null);
  expect(await endedOn('2026-12-19T06:00:00Z')).toBe('2026-12-18');
  service.clock.now = now;
});

test('a link to an intervention that does not exist is not offered', async () => {
  await inDistrict(async (uow) => {
    const link: CourseLink = { target: '/interventions/0199a000-0000-7000-8000-00000000000a', title: 'Gone' };
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [link]);
    await copy(uow, 'grade-3', ['last-year']);
  });
  expect(await service.as('sofia')('course_link.offer')).toBeNull();
});

test('a copy of a copy is offered the links of the nearest origin that has any', async () => {
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'two-years-ago', 'Grade 3, 2024–25'), [TODAY]);
    await course(uow, 'last-year', 'Grade 3, 2025–26');
    await copy(uow, 'last-year', ['two-years-ago']);
    await copy(uow, 'grade-3', ['last-year']);
  });
  expect((await service.as('vivian')('course_link.offer'))?.origin.title).toBe('Grade 3, 2024–25');
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [reading]);
  });
  expect((await service.as('vivian')('course_link.offer'))?.origin.title).toBe('Grade 3, 2025–26');
});

test('courses that were copied into each other offer each other their links, without an endless search', async () => {
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [TODAY]);
    await copy(uow, 'grade-3', ['last-year']);
    await copy(uow, 'last-year', ['grade-3']);
  });
  expect((await service.as('vivian')('course_link.offer'))?.origin.title).toBe('Grade 3, 2025–26');
});

test('a link that was placed again is no longer offered', async () => {
  await inDistrict(async (uow) => {
    await roster.recordLinks(uow, await course(uow, 'last-year', 'Grade 3, 2025–26'), [TODAY]);
    await copy(uow, 'grade-3', ['last-year']);
    await roster.recordLinks(uow, service.courseId, [TODAY]);
  });
  expect(await service.as('vivian')('course_link.offer')).toBeNull();
});

test('a target is listed once per course, under its latest title', async () => {
  await inDistrict(async (uow) => {
    const courseId = await course(uow, 'last-year', 'Grade 3, 2025–26');
    await roster.recordLinks(uow, courseId, [TODAY, { ...TODAY, title: 'Our day' }]);
    await roster.recordLinks(uow, courseId, [{ ...TODAY, title: 'The day' }]);
    await copy(uow, 'grade-3', ['last-year']);
  });
  expect((await service.as('vivian')('course_link.offer'))?.links).toEqual([
    { target: '/', title: 'The day', endedOn: null },
  ]);
});

test('unknown courses record nothing', async () => {
  await inDistrict(async (uow) => {
    await copy(uow, 'unknown-copy', ['unknown-origin']);
    await copy(uow, 'grade-3', ['unknown-origin', 'grade-3']);
  });
  const { rows } = await service.db.admin.query(
    `select (select count(*)::int from aimline.course_copy) as copies,
       (select count(*)::int from aimline.external_identity where external_id like 'unknown%') as courses`,
  );
  expect(rows).toEqual([{ copies: 0, courses: 0 }]);
});

test('a copy without a title keeps its known title', async () => {
  await inDistrict(async (uow) => {
    await course(uow, 'last-year', 'Grade 3, 2025–26');
    await roster.recordCopy(uow, SOURCE, { externalId: 'grade-3', title: null, originExternalIds: ['last-year'] });
  });
  const { rows } = await service.db.admin.query('select title from aimline.course where course_id = $1', [
    service.courseId,
  ]);
  expect(rows).toEqual([{ title: 'Grade 3, Ms. Brooks' }]);
});

test('a course without origin, a user without a course, and a mother are offered nothing', async () => {
  expect(await service.as('vivian')('course_link.offer')).toBeNull();
  expect(await service.as('owen')('course_link.offer')).toBeNull();
  await expect(service.as('denise')('course_link.offer')).rejects.toMatchObject({ status: 403 });
});

function inDistrict(work: (uow: UnitOfWork) => Promise<void>): Promise<void> {
  const { tenantId } = service.actors.sofia;
  return service.tenants.transact({ tenantId, actorId: null, action: 'lti.notice' }, work);
}

function course(uow: UnitOfWork, externalId: string, title: string): Promise<string> {
  return roster.recordCourse(uow, SOURCE, { externalId, title });
}

function copy(uow: UnitOfWork, externalId: string, originExternalIds: string[]): Promise<void> {
  return roster.recordCopy(uow, SOURCE, { externalId, title: null, originExternalIds });
}
