/**
 * Checks the packages that Aimline runs on: the npm registry's audit knows no high or critical vulnerability in them, and
 * the licence of each is compatible with Aimline's.
 *
 * `node check.mjs [exceptions.json]`. An exception names the advisory, why it does not affect Aimline, and the last day on
 * which it is valid. An unreachable registry is reported but does not fail the check, so that one can work offline.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SEVERE = new Set(['high', 'critical']);
const LICENCES = new Set([
  ...['0BSD', 'Apache-2.0', 'Apache2', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['Python-2.0', 'Unlicense', 'WTFPL'],
  // its copyleft covers only its own files, not the program that uses them
  'MPL-2.0',
  // a licence for fonts
  'OFL-1.1',
]);

const root = resolve(import.meta.dirname, '../..');
const exceptionsFile = process.argv[2] ?? join(import.meta.dirname, 'exceptions.json');
const exceptions = JSON.parse(readFileSync(exceptionsFile, 'utf8'));
const findings = [...auditFindings(), ...licenceFindings()];
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

function auditFindings() {
  const report = audit();
  if (!report.vulnerabilities) {
    process.stderr.write(
      `NOT CHECKED: known vulnerabilities. The audit of the npm registry gave no report (${report.message}).\n`,
    );
    return [];
  }
  const advisories = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via === 'object' && SEVERE.has(via.severity));
  const today = new Date().toISOString().slice(0, 10);
  return advisories.flatMap(({ name, severity, title, url }) => {
    const exception = exceptions.advisories.find(({ advisory }) => url.endsWith(`/${advisory}`));
    if (!exception) return [`"${name}" has a vulnerability that is ${severity}: ${title} (${url}).`];
    if (exception.until >= today) return [];
    return [`The exception for ${exception.advisory} in "${name}" expired on ${exception.until}: review it.`];
  });
}

function audit() {
  try {
    return JSON.parse(run());
  } catch (error) {
    // npm exits with 1 when it found something, and writes the report all the same
    return JSON.parse(error.stdout || '{"message":"npm wrote no report"}');
  }
}

function run() {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 100_000_000 };
  return execFileSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], options);
}

function licenceFindings() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([path, entry]) => {
    const name = path.split('node_modules/').at(-1);
    if (!path.includes('node_modules/') || entry.dev || entry.link) return [];
    if (exceptions.licences.some((exception) => exception.package === name)) return [];
    const licence = entry.license ?? licenceInside(path);
    return isAllowed(licence) ? [] : [`"${name}" is under the licence "${licence}", which is not among those allowed.`];
  });
}

/** The old form of the field `license`: a list of objects. */
function licenceInside(path) {
  const { licenses = [] } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  return licenses.map(({ type }) => type);
}

/** Accepts an SPDX expression without nested brackets, or a list of alternatives. */
function isAllowed(licence) {
  const choices = [licence].flat().flatMap((expression) => expression.replace(/[()]/g, '').split(' OR '));
  return choices.some((choice) => choice.split(' AND ').every((name) => LICENCES.has(name)));
}
