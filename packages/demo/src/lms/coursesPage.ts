import { type Course, studentsOf } from '../courses';
import { districts } from '../districts';
import { fullName } from '../person';
import { html } from '@aimline/plugin-interventions-node';
import { bandOf, page } from './page';

/** Renders the front page: the courses of both districts. */
export function coursesPage(courses: readonly Course[]): string {
  return page({
    title: '',
    layout: 'reading',
    content: html`<h1>Courses</h1>
      <p class="lede">
        This learning management system is for practice: its people are invented, its LTI 1.3 is real. Open a course,
        choose who you are, and launch Aimline from it.
      </p>
      ${districts.map(
        (district) =>
          html`<section aria-labelledby="${district.key}">
            <h2 id="${district.key}">${district.name}</h2>
            <ul class="cards">
              ${courses.filter((course) => course.district === district).map(card)}
            </ul>
          </section>`,
      )}
      <p class="aside">Administrators can add a tool by its registration link under <a href="/tools">Tools</a>.</p>`,
  });
}

function card(course: Course) {
  const teachers = course.members.filter(({ role }) => role === 'instructor').map(({ person }) => fullName(person));
  return html`<li class="card ${bandOf(course)}">
    <a href="/?course=${encodeURIComponent(course.key)}">${course.title}</a>
    <p>${course.school.name}</p>
    <p>${teachers.join(', ')} · ${studentsOf(course).length} students</p>
  </li>`;
}
