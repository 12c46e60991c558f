import { type Html, html } from '@aimline/plugin-interventions-node';
import type { Page } from '../../http/sendPage';
import { INSTALL_STYLE } from './installStyle';
import { LEARNING_PLATFORMS, type LearningPlatform, type PlatformKey } from './learningPlatforms';
import type { FailedLaunches, InstalledDeployment } from './readDeployments';
import { remedyFor } from './remedies';
import { toolAddresses } from '../toolAddresses';

export interface InstallPageContent {
  tenantName: string;
  toolOrigin: string;
  platformKey: PlatformKey;
  deployments: readonly InstalledDeployment[];
  failed: readonly FailedLaunches[];
  /** A registration link that was just made; it is shown only now. */
  registrationLink?: string;
  /** Why the submitted form was refused, and the values that were entered. */
  problem?: { message: string; entered: Readonly<Record<string, unknown>> };
}

/** The page for the administrator of an LMS: from the values to copy, to the reasons why launches failed. */
export function installPage(content: InstallPageContent): Page {
  const { tenantName, platformKey, toolOrigin } = content;
  const platform: LearningPlatform = LEARNING_PLATFORMS[platformKey];
  const platforms = Object.entries(LEARNING_PLATFORMS).map(
    ([key, { name }]) =>
      html`<li>
        <a href="/lti/install?lms=${key}" ${key === platformKey && html`aria-current="page"`}>${name}</a>
      </li>`,
  );
  const values = platform.values(toolAddresses(toolOrigin)).map(
    ([label, value], i) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${copyable(value, label, `value-${i}`)}</dd>
      </div>`,
  );
  return {
    status: content.problem ? 400 : 200,
    title: `Install for ${tenantName}`,
    style: INSTALL_STYLE,
    script: { code: COPY, data: {} },
    body: html`<div class="install">
      <h1>Install Aimline for ${tenantName}</h1>
      <p class="quiet">
        Choose your LMS, copy the values, enter what the LMS shows, and try a launch. Nothing opens before it is
        approved.
      </p>
      <p role="status" class="quiet" id="copy-status"></p>
      <nav aria-label="Your LMS">
        <ul>
          ${platforms}
        </ul>
      </nav>
      ${registration(content, platform)}
      <h2>${platform.registersAt === null ? 'Copy these values' : 'Or copy these values by hand'}</h2>
      <ol>
        ${platform.steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      <div class="box">
        <dl>${values}</dl>
      </div>
      <p><strong>Privacy.</strong> ${platform.privacy}</p>
      ${deploymentForm(content, platform)} ${deploymentStates(content.deployments)} ${failedLaunches(content.failed)}
    </div>`,
  };
}

function registration({ platformKey, registrationLink }: InstallPageContent, platform: LearningPlatform): Html | null {
  if (platform.registersAt === null) return null;
  const link = registrationLink
    ? html`<p>It works for one registration within an hour, and is shown only this once.</p>
        <p class="link">${copyable(registrationLink, 'registration link', 'registration-link')}</p>`
    : html`<form method="post" action="/lti/install/registration-links">
        <input type="hidden" name="lms" value="${platformKey}" />
        <button class="primary">Make a registration link</button>
      </form>`;
  return html`<h2>Register with one link</h2>
    <p>${platform.name} can register Aimline by itself. Enter the link here: ${platform.registersAt}.</p>
    <div class="box">${link}</div>`;
}

/** The form for what the LMS shows after an installation by hand; it asks for endpoints only where Aimline has none. */
function deploymentForm({ platformKey, problem }: InstallPageContent, { name, endpoints }: LearningPlatform): Html {
  const field = (id: string, label: string, attributes = html`required`) =>
    html`<label>
      ${label}
      <input
        name="${id}"
        value="${String(problem?.entered[id] ?? '')}"
        autocomplete="off"
        spellcheck="false"
        ${attributes}
      />
    </label>`;
  const address = html`type="url" required placeholder="https://"`;
  return html`<h2 id="tell">Enter what the LMS shows</h2>
    <form class="${problem ? 'box problem' : 'box'}" method="post" action="/lti/install/deployments">
      ${problem && html`<p role="alert"><strong>${problem.message}</strong></p>`}
      <input type="hidden" name="lms" value="${platformKey}" />
      <div class="fields">
        ${typeof endpoints === 'function' && field('site', `Address of your ${name}`, address)}
        ${field('clientId', 'Client ID')} ${field('deploymentId', 'Deployment ID')}
        ${
          endpoints === null && [
            field('issuer', 'Issuer (platform ID)', address),
            field('authorizationEndpoint', 'Authentication request URL', address),
            field('tokenEndpoint', 'Access token URL', address),
            field('jwksUri', 'Keyset URL of the LMS', address),
          ]
        }
      </div>
      <button class="primary">Add this deployment</button>
    </form>`;
}

function deploymentStates(deployments: readonly InstalledDeployment[]): Html {
  const rows = deployments.map(
    ({ issuer, clientId, deploymentId, status, lastLaunchAt }) =>
      html`<li class="box">
        <p>
          <span class="state ${status}">${status === null ? 'Registered' : STATUS_WORD[status]}</span>
          ${deploymentId === null ? 'No deployment yet' : html`Deployment <code>${deploymentId}</code>`}
        </p>
        <p class="quiet">
          ${issuer}, client ${clientId}.
          ${lastLaunchAt ? html`Last launch: ${time(lastLaunchAt)}.` : 'No launch so far.'}
        </p>
        <p>${status === null ? 'Enter the deployment ID that your LMS shows.' : STATUS_SENTENCE[status]}</p>
      </li>`,
  );
  return html`<h2 id="deployments">Your deployments</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">None yet.</p>`
        : html`<ul class="rows">
            ${rows}
          </ul>`
    }
    <p>
      <strong>Coordinators.</strong> An administrator of the LMS who opens Aimline sees a code. Tell the code of the
      first one to the person who runs Aimline; that coordinator approves the others, in Aimline under “Access”.
    </p>`;
}

function failedLaunches(failed: readonly FailedLaunches[]): Html {
  const rows = failed.map(({ deploymentId, issuer, check, passed, times, lastFailedAt }) => {
    const { sentence, remedy } = remedyFor(check);
    const deployment = deploymentId !== '' && html`Deployment <code>${deploymentId}</code> of `;
    const passedBefore = passed.map((code, i) => html`${i > 0 && ', '}<code>${code}</code>`);
    return html`<li class="box">
      <p><strong>${sentence}</strong></p>
      <p>${remedy}</p>
      <p class="quiet">
        Check <code>${check}</code>, ${times === 1 ? 'once' : `${times} times`}, last ${time(lastFailedAt)}.
        ${deployment}${issuer}.
      </p>
      ${
        passed.length > 0 &&
        html`<details>
          <summary>Checks passed before it: ${passed.length}</summary>
          <p>${passedBefore}</p>
        </details>`
      }
    </li>`;
  });
  return html`<h2 id="failures">Launches that failed in the last two weeks</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">None.</p>`
        : html`<ul class="rows">
            ${rows}
          </ul>`
    }`;
}

const STATUS_WORD = { pending: 'Pending', active: 'Active', disabled: 'Disabled' };
const STATUS_SENTENCE = {
  pending:
    'It waits for approval: by the person who runs Aimline or, if your LMS registered Aimline through a registration link, by a coordinator.',
  active: 'Launches are accepted.',
  disabled: 'It is switched off.',
};

function copyable(value: string, label: string, id: string): Html {
  return html`<code id="${id}">${value}</code>
    <button type="button" data-copy="${id}" aria-label="Copy ${label}" hidden>Copy</button>`;
}

function time(date: Date): Html {
  const text = date.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

const COPY = `
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const value = document.getElementById(button.dataset.copy);
    const status = document.getElementById('copy-status');
    try {
      await navigator.clipboard.writeText(value.textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
      status.textContent = 'Copied.';
    } catch {
      getSelection().selectAllChildren(value);
      status.textContent = 'Selected. Copy it with the keyboard.';
    }
  });
}
for (const time of document.querySelectorAll('time')) {
  time.textContent = new Date(time.dateTime).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}`;
