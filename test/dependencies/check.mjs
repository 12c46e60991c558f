/**
 * Holds the packages that Aimline runs on to two promises: none has a known vulnerability that is high or critical, by
 * the audit of the npm registry, and the licence of each lets Aimline have its own.
 *
 * `node check.mjs [exceptions.json]`. An exception names the advisory, why it does not concern Aimline, and the day until
 * which that counts. A registry that cannot be asked is no failure, so that one can work offline; it is said.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const GRAVE = new Set(['high', 'critical']);
const LICENCES = new Set([
  ...['0BSD', 'Apache-2.0', 'Apache2', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['Python-2.0', 'Unlicense', 'WTFPL'],
  // of a file, not of what uses it
  'MPL-2.0',
  // a font
  'OFL-1.1',
]);

const root = resolve(import.meta.dirname, '../..');
const exceptionsFile = process.argv[2] ?? join(import.meta.dirname, 'exceptions.json');
const exceptions = JSON.parse(readFileSync(exceptionsFile, 'utf8'));
const complaints = [...auditComplaints(), ...licenceComplaints()];
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;

function auditComplaints() {
  const report = audit();
  if (!report.vulnerabilities) {
    process.stderr.write(
      `Vulnerabilities were not looked for: the registry's audit cannot be asked (${report.message}).\n`,
    );
    return [];
  }
  const advisories = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via === 'object' && GRAVE.has(via.severity));
  const today = new Date().toISOString().slice(0, 10);
  return advisories.flatMap(({ name, severity, title, url }) => {
    const exception = exceptions.advisories.find(({ advisory }) => url.endsWith(`/${advisory}`));
    if (!exception) return [`"${name}" has a vulnerability that is ${severity}: ${title} (${url}).`];
    if (exception.until >= today) return [];
    return [`The exception for ${exception.advisory} in "${name}" counted until ${exception.until}: look at it again.`];
  });
}

function audit() {
  try {
    return JSON.parse(run());
  } catch (error) {
    // npm ends with 1 when it has found something, and tells it all the same
    return JSON.parse(error.stdout || '{"message":"npm gave no answer"}');
  }
}

function run() {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 100_000_000 };
  return execFileSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], options);
}

function licenceComplaints() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([path, entry]) => {
    const name = path.split('node_modules/').at(-1);
    if (!path.includes('node_modules/') || entry.dev || entry.link) return [];
    if (exceptions.licences.some((exception) => exception.package === name)) return [];
    const licence = entry.license ?? licenceInside(path);
    return isAllowed(licence) ? [] : [`"${name}" is under the licence "${licence}", which is not among those allowed.`];
  });
}

/** As packages said it before there was one way to say it. */
function licenceInside(path) {
  const { licenses = [] } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  return licenses.map(({ type }) => type);
}

/** An expression of SPDX without nested brackets, or a list to choose from. */
function isAllowed(licence) {
  const choices = [licence].flat().flatMap((expression) => expression.replace(/[()]/g, '').split(' OR '));
  return choices.some((choice) => choice.split(' AND ').every((name) => LICENCES.has(name)));
}
