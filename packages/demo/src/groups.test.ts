import { expect, test } from '@jest/globals';
import { WEEKDAYS } from '@aimline/plugin-interventions-common/interventions';
import { cast } from './cast';
import { studentsOf } from './courses';
import { type Group, groups } from './groups';

test('no facilitator, student or room is in two groups at once', () => {
  const taken = (a: Group, b: Group) => [
    ...(a.facilitator === b.facilitator ? [a.facilitator.key] : []),
    ...(a.course.school === b.course.school && a.room === b.room ? [a.room] : []),
    ...a.students.filter((student) => b.students.includes(student)).map(({ key }) => key),
  ];
  const atOnce = (a: Group, b: Group) =>
    a.meetingTimes.some((x) =>
      b.meetingTimes.some((y) => x.weekday === y.weekday && x.startTime < y.endTime && y.startTime < x.endTime),
    );
  const clashes = groups.flatMap((a, i) =>
    groups.slice(i + 1).flatMap((b) => (atOnce(a, b) ? taken(a, b).map((what) => [a.title, b.title, what]) : [])),
  );
  expect(clashes).toEqual([]);
});

test('every group meets in a room of its school, with students of its course', () => {
  for (const { title, course, room, students } of groups) {
    expect([title, course.school.rooms.map(({ name }) => name)]).toEqual([title, expect.arrayContaining([room])]);
    expect([title, studentsOf(course)]).toEqual([title, expect.arrayContaining([...students])]);
  }
});

test('Vivian has a group on every school day', () => {
  const meetings = groups.filter(({ facilitator }) => facilitator === cast.vivian).flatMap((p) => p.meetingTimes);
  expect(WEEKDAYS.filter((weekday) => meetings.some((meeting) => meeting.weekday === weekday))).toEqual([
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
  ]);
});

test('Noor is in no group yet', () => {
  expect(groups.filter(({ students }) => students.includes(cast.noor))).toEqual([]);
});
