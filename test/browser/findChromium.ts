import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installPackage } from '../support/installPackage';

/**
 * A Chromium to test with: the system's, else Playwright's, else one installed through apt where that is possible.
 * Reports on standard error what it did.
 *
 * @throws Error that says how to get one.
 */
export function findChromium(): string {
  const system = ['chromium', 'chromium-browser', 'google-chrome'].map(pathOf).find(Boolean);
  if (system) return use(system, 'of the system');
  const bundled = chromium.executablePath();
  if (existsSync(bundled)) return use(bundled, 'of Playwright');
  if (process.getuid?.() === 0 && pathOf('apt-get')) {
    say('No Chromium found; installing it with apt-get …');
    installPackage('chromium');
    const installed = pathOf('chromium');
    if (installed) return use(installed, 'installed just now');
  }
  throw new Error(
    'The browser tests need Chromium: install the package "chromium", or run "npx playwright install chromium".',
  );
}

function use(path: string, origin: string): string {
  say(
    `Browser: ${path} (${origin}), ${execFileSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim()}`,
  );
  return path;
}

function pathOf(command: string): string | undefined {
  const { stdout, status } = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
