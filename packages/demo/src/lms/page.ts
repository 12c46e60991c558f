import { type Course, courses } from '../courses';
import { districts } from '../districts';
import { type Html, html } from '@aimline/plugin-interventions-node';

/** Renders a page of the practice LMS: the navigation on the left, or on top of a narrow window, and the content. */
export function page(options: { title: string; layout: 'reading' | 'tool'; here?: Course; content: Html }): string {
  const { title, layout, here, content } = options;
  return html`${html`<!doctype html>`}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === '' ? 'Practice LMS' : `${title} · Practice LMS`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/stylesheet.css" />
      </head>
      <body class="${layout}">
        <a class="skip" href="#content">Skip to the content</a>
        <nav class="rail" aria-label="Practice LMS">
          <a class="brand" href="/" title="Practice LMS">${mark}<span>Practice LMS</span></a>
          <ul>
            ${districts.map(
              ({ key, name }) =>
                html`<li>
                  <a href="/#${key}" ${here?.district.key === key ? html`aria-current="true"` : ''}>
                    <b aria-hidden="true">${initials(name)}</b><span>${name}</span>
                  </a>
                </li>`,
            )}
          </ul>
        </nav>
        <main id="content" tabindex="-1">${content}</main>
      </body>
    </html>`.markup;
}

/** The CSS class of a course's color; neighbors in the list differ, and a copy has the color of its origin. */
export function bandOf({ key }: Course): string {
  const place = courses.findIndex((course) => key === course.key || key.startsWith(`${course.key}-copy-`));
  return `band-${place % 6}`;
}

const mark = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor">
  <path
    d="M4 5.5A1.5 1.5 0 0 1 5.5 4H11v15H5.5A1.5 1.5 0 0 0 4 20.5zM20 5.5A1.5 1.5 0 0 0 18.5 4H13v15h5.5a1.5 1.5 0 0 1 1.5 1.5z"
    stroke-width="1.6"
    stroke-linejoin="round"
  />
</svg>`;

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0])
    .join('');
}
