import { fullName } from '../person';
import { html } from '@aimline/plugin-interventions-node';
import { page } from './page';
import { roleInWords } from './roleInWords';
import type { Visit, VisitPurpose } from './visit';

/** The name of the frame that stores data for tools. */
export const STORAGE_FRAME = 'platform_storage';

/** Where the platform stores data for tools: in the page itself, or in a frame beside theirs, as Canvas does. */
export type StoragePlace = 'page' | 'frame';

/** Renders a course with the tool open in a frame, for the purpose of the visit. */
export function toolPage(visit: Visit, purpose: VisitPurpose, storage: StoragePlace): string {
  const { course, person } = visit;
  const courseAddress = `/?course=${encodeURIComponent(course.key)}`;
  const [title, purposeQuery] =
    purpose === 'open the tool'
      ? ['Aimline', {}]
      : purpose === 'add content'
        ? ['Add content', { add: 'content' }]
        : [purpose.title, { link: purpose.id }];
  const launch = new URLSearchParams({ course: course.key, person: person.key, storage, ...purposeQuery });
  return page({
    title: `${title} in ${course.title}`,
    layout: 'tool',
    here: course,
    content: html`<header class="bar">
        <div class="crumbs">
          <a href="/">Courses</a> <span aria-hidden="true">›</span> <a href="${courseAddress}">${course.title}</a>
          <span aria-hidden="true">›</span>
          <h1>${title}</h1>
        </div>
        <p class="me">
          <b>${fullName(person)}</b> <i>${roleInWords(visit).name}</i> <a href="${courseAddress}">Change</a>
        </p>
      </header>
      ${
        storage === 'page'
          ? html`<script src="/storage.js"></script>`
          : html`<iframe title="Data of tools" name="${STORAGE_FRAME}" src="/storage" hidden></iframe>`
      }
      <iframe title="Aimline" name="tool" src="/launch?${launch.toString()}" allow="clipboard-write"></iframe>`,
  });
}
