import { html } from '@aimline/plugin-interventions-node';
import { page } from './page';
import type { RegisteredTool } from './registeredTool';

/** Renders the registered tools, and the form that adds one by its registration link. */
export function toolsPage(tools: readonly RegisteredTool[]): string {
  return page({
    title: 'Tools',
    layout: 'reading',
    content: html`<h1>Tools</h1>
      <p class="lede">Paste the registration link of a tool. It is added at once; the tool may require an approval.</p>
      <form action="/tools/registration" method="get">
        <p>
          <label>Registration link <input name="link" type="url" required size="60" autocomplete="off" /></label>
        </p>
        <p><button>Add the tool</button></p>
      </form>
      <ul>
        ${tools.map(
          ({ clientId, deploymentId, issuer }) =>
            html`<li>
              Client ${clientId}, deployment ${deploymentId ?? 'of each district'}, issuer ${issuer}.
              <a href="/launch?course=grade-3&amp;person=vivian&amp;tool=${clientId}">Launch as Vivian in Grade 3</a>
            </li>`,
        )}
      </ul>`,
  });
}
