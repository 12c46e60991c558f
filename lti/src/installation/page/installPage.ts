import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';
import { INSTALL_STYLE } from './installStyle';
import { LEARNING_PLATFORMS, type LearningPlatform, type PlatformKey } from './learningPlatforms';
import type { FailedLaunches, InstalledDeployment } from './readDeployments';
import { remedyFor } from './remedies';
import { toolAddresses } from './toolAddresses';

export interface InstallPageContent {
  tenantName: string;
  toolOrigin: string;
  platformKey: PlatformKey;
  deployments: readonly InstalledDeployment[];
  failed: readonly FailedLaunches[];
  /** A registration link that was just made: shown this once. */
  registrationLink?: string;
  /** What was wrong with the form that was sent, and what was sent. */
  problem?: { message: string; entered: Readonly<Record<string, unknown>> };
}

/** All that an administrator of an LMS needs, from the values to copy to why a launch failed. */
export function installPage(content: InstallPageContent): Page {
  const { tenantName, platformKey } = content;
  const platform: LearningPlatform = LEARNING_PLATFORMS[platformKey];
  return {
    status: content.problem ? 400 : 200,
    title: `Install for ${tenantName}`,
    style: INSTALL_STYLE,
    script: { code: COPY, data: {} },
    body: `<div class="install">
<h1>Install Aimline for ${escapeHtml(tenantName)}</h1>
<p class="quiet">Choose your LMS, copy the values, tell Aimline what the LMS answers, and try a launch. Nothing opens before it is approved.</p>
<p role="status" class="quiet" id="said"></p>
<nav aria-label="Your LMS"><ul>${Object.entries(LEARNING_PLATFORMS)
      .map(
        ([key, { name }]) =>
          `<li><a href="/lti/install?lms=${key}"${key === platformKey ? ' aria-current="page"' : ''}>${escapeHtml(name)}</a></li>`,
      )
      .join('')}</ul></nav>
${registration(content, platform)}
<h2>${platform.registersAt === null ? 'Copy these values' : 'Or copy these values by hand'}</h2>
<ol>${platform.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>
<div class="box"><dl>${platform
      .values(toolAddresses(content.toolOrigin))
      .map(
        ([label, value], i) =>
          `<div><dt>${escapeHtml(label)}</dt><dd>${copyable(value, label, `value-${i}`)}</dd></div>`,
      )
      .join('')}</dl></div>
<p><strong>Privacy.</strong> ${escapeHtml(platform.privacy)}</p>
${form(content, platform)}
${states(content.deployments)}
${failures(content.failed)}
</div>`,
  };
}

function registration({ platformKey, registrationLink }: InstallPageContent, platform: LearningPlatform): string {
  if (platform.registersAt === null) return '';
  const made = registrationLink
    ? `<p>Good for one registration within an hour. It is shown this once.</p>
<p class="link">${copyable(registrationLink, 'registration link', 'registration-link')}</p>`
    : `<form method="post" action="/lti/install/registration-links"><input type="hidden" name="lms" value="${platformKey}">
<button class="primary">Make a registration link</button></form>`;
  return `<h2>Register with one link</h2>
<p>${escapeHtml(platform.name)} can register Aimline by itself. Enter the link here: ${escapeHtml(platform.registersAt)}.</p>
<div class="box">${made}</div>`;
}

/** What the platform says after an installation by hand; the endpoints only where they are not known. */
function form({ platformKey, problem }: InstallPageContent, { name, endpoints }: LearningPlatform): string {
  const field = (id: string, label: string, attributes = 'required') =>
    `<label>${escapeHtml(label)}<input name="${id}" value="${escapeHtml(String(problem?.entered[id] ?? ''))}" autocomplete="off" spellcheck="false" ${attributes}></label>`;
  const address = 'type="url" required placeholder="https://"';
  const fields = [
    ...(typeof endpoints === 'function' ? [field('site', `Address of your ${name}`, address)] : []),
    field('clientId', 'Client ID'),
    field('deploymentId', 'Deployment ID'),
    ...(endpoints === null
      ? [
          field('issuer', 'Issuer (platform ID)', address),
          field('authorizationEndpoint', 'Authentication request URL', address),
          field('tokenEndpoint', 'Access token URL', address),
          field('jwksUri', 'Keyset URL of the LMS', address),
        ]
      : []),
  ];
  return `<h2 id="tell">Tell Aimline what the LMS shows</h2>
<form class="box${problem ? ' problem' : ''}" method="post" action="/lti/install/deployments">
${problem ? `<p role="alert"><strong>${escapeHtml(problem.message)}</strong></p>` : ''}
<input type="hidden" name="lms" value="${platformKey}">
<div class="fields">${fields.join('')}</div>
<button class="primary">Add this deployment</button>
</form>`;
}

function states(deployments: readonly InstalledDeployment[]): string {
  const rows = deployments.map(
    ({ issuer, clientId, deploymentId, status, lastLaunchAt }) => `<li class="box">
<p><span class="state ${status ?? ''}">${status === null ? 'Registered' : STATUS_WORD[status]}</span> ${
      deploymentId === null ? 'No deployment yet' : `Deployment <code>${escapeHtml(deploymentId)}</code>`
    }</p>
<p class="quiet">${escapeHtml(issuer)}, client ${escapeHtml(clientId)}. ${
      lastLaunchAt ? `Last launch: ${time(lastLaunchAt)}.` : 'No launch so far.'
    }</p>
<p>${status === null ? 'Enter the deployment ID that your LMS shows.' : STATUS_SENTENCE[status]}</p></li>`,
  );
  return `<h2 id="deployments">Your deployments</h2>
${rows.length === 0 ? '<p class="quiet">None yet.</p>' : `<ul class="rows">${rows.join('')}</ul>`}
<p><strong>Coordinators.</strong> An administrator of the LMS who opens Aimline reads a code. Tell the first one’s to the person who runs Aimline; that coordinator approves the others, in Aimline under “Access”.</p>`;
}

function failures(failed: readonly FailedLaunches[]): string {
  const rows = failed.map(({ deploymentId, issuer, check, passed, times, lastFailedAt }) => {
    const { sentence, remedy } = remedyFor(check);
    return `<li class="box">
<p><strong>${escapeHtml(sentence)}</strong></p>
<p>${escapeHtml(remedy)}</p>
<p class="quiet">Check <code>${escapeHtml(check)}</code>, ${times === 1 ? 'once' : `${times} times`}, last ${time(lastFailedAt)}. ${
      deploymentId === '' ? '' : `Deployment <code>${escapeHtml(deploymentId)}</code> of `
    }${escapeHtml(issuer)}.</p>${
      passed.length === 0
        ? ''
        : `\n<details><summary>${passed.length} checks were passed before it</summary><p><code>${passed.map(escapeHtml).join('</code>, <code>')}</code></p></details>`
    }</li>`;
  });
  return `<h2 id="failures">Launches that failed in the last two weeks</h2>
${rows.length === 0 ? '<p class="quiet">None.</p>' : `<ul class="rows">${rows.join('')}</ul>`}`;
}

const STATUS_WORD = { pending: 'Pending', active: 'Active', disabled: 'Disabled' };
const STATUS_SENTENCE = {
  pending:
    'It waits to be approved: by the person who runs Aimline or, where your LMS has registered it by a link, by a coordinator.',
  active: 'Launches open.',
  disabled: 'It is switched off.',
};

function copyable(value: string, label: string, id: string): string {
  return `<code id="${id}">${escapeHtml(value)}</code>
<button type="button" data-copy="${id}" aria-label="Copy ${escapeHtml(label)}" hidden>Copy</button>`;
}

function time(date: Date): string {
  const text = date.toISOString();
  return `<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

const COPY = `
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const value = document.getElementById(button.dataset.copy);
    const said = document.getElementById('said');
    try {
      await navigator.clipboard.writeText(value.textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
      said.textContent = 'Copied.';
    } catch {
      getSelection().selectAllChildren(value);
      said.textContent = 'Selected: copy it with the keyboard.';
    }
  });
}
for (const time of document.querySelectorAll('time')) {
  time.textContent = new Date(time.dateTime).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}`;
