import { cast } from '../cast';
import type { Course } from '../courses';
import { fullName, type Person } from '../person';
import type { CourseLink } from './courseLinks';
import { html } from '@aimline/plugin-interventions-node';
import { bandOf, page } from './page';
import { roleInWords } from './roleInWords';
import { findVisit, teaches, type Visit } from './visit';

/** What a course page shows, apart from the course itself. */
export interface CourseContent {
  links: readonly CourseLink[];
  /** The key of the person who opened the tool last; preselected in the form. */
  lastVisitor: unknown;
  /** The result of the last action: the number of links added, or of tools notified of a copy; null when there is none. */
  done: { added: number } | { notified: number } | null;
  /** The course that this one is a copy of. */
  origin: Course | undefined;
}

/** Renders a course: the people to choose from, the button that launches the tool, and the links that were added. */
export function coursePage(course: Course, { links, lastVisitor, done, origin }: CourseContent): string {
  const members = course.members.filter(({ status }) => status === 'Active');
  const { coordinator } = course.district;
  const adults = members.filter(({ role }) => role !== 'learner').map(({ person }) => person);
  const assistant = members.find(({ role }) => role === 'teaching_assistant')?.person;
  const chosen =
    [...adults, coordinator].find(({ key }) => key === lastVisitor) ??
    (adults.includes(cast.vivian) ? cast.vivian : (assistant ?? coordinator));
  const students = members.filter(({ role }) => role === 'learner').map(({ person }) => person);
  const choice = (person: Person) => radio(findVisit(course, person.key), person === chosen);

  return page({
    title: course.title,
    layout: 'reading',
    here: course,
    content: html`<p class="crumbs"><a href="/">Courses</a></p>
      <header class="course ${bandOf(course)}">
        <h1>${course.title}</h1>
        <p>${course.school.name}, ${course.district.name} · ${course.label}</p>
        ${
          origin &&
          html`<p>
            Copied from
            <a href="/?course=${encodeURIComponent(origin.key)}">${origin.title}</a>
          </p>`
        }
      </header>
      <form class="visit" action="/" method="get">
        <input type="hidden" name="course" value="${course.key}" />
        <div>
          <fieldset>
            <legend>Who are you?</legend>
            <div class="people">${[...sorted(adults, chosen), coordinator].map(choice)}</div>
            <details>
              <summary>One of the ${students.length} students</summary>
              <div class="people">${students.map(choice)}</div>
            </details>
          </fieldset>
          <p class="launch">
            <button>Launch</button>
            <span>Opens Aimline inside this course, as the person you chose.</span>
          </p>
        </div>
        <section class="content" aria-labelledby="links">
          <h2 id="links">In this course</h2>
          <p role="status">${done && sentenceOf(done)}</p>
          ${
            links.length === 0
              ? html`<p class="empty">Nothing yet. Teachers of this course can add links to places in Aimline.</p>`
              : html`<ul>
                  ${links.map(
                    ({ id, title }) => html`<li><button class="link" name="link" value="${id}">${title}</button></li>`,
                  )}
                </ul>`
          }
          <button class="add" name="add" value="content">Add content</button>
          <button class="add" formaction="/copies" formmethod="post">Copy this course</button>
        </section>
      </form>`,
  });
}

function sentenceOf(done: { added: number } | { notified: number }): string {
  if ('notified' in done) {
    return done.notified > 0
      ? 'The course was copied, and Aimline was notified.'
      : 'The course was copied. No tool was notified.';
  }
  if (done.added === 0) return '';
  return done.added === 1 ? 'One link was added.' : `${done.added} links were added.`;
}

function radio(visit: Visit, checked: boolean) {
  const { name, sees } = roleInWords(visit);
  const id = `person-${visit.person.key}`;
  return html`<label class="person" for="${id}">
    <input
      type="radio"
      name="person"
      id="${id}"
      value="${visit.person.key}"
      required
      ${teaches(visit) ? html`data-teaches` : ''}
      aria-labelledby="${id}-name"
      aria-describedby="${id}-sees"
      ${checked ? html`checked` : ''}
    />
    <span id="${id}-name"><b>${fullName(visit.person)}</b> <i>${name}</i></span>
    <small id="${id}-sees">${sees}</small>
  </label>`;
}

function sorted(people: Person[], first: Person): Person[] {
  return people.toSorted((a, b) => Number(b === first) - Number(a === first));
}
