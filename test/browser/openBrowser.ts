import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './findChromium';

/**
 * A Chromium as people have it: third-party cookies blocked, storage in frames partitioned. Playwright turns the
 * partitioning off, and would test a browser nobody has.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--test-third-party-cookie-phaseout',
  ];
  const probe = await chromium.launchServer({ executablePath, args });
  const features = probe.process().spawnargs.find((argument) => argument.startsWith('--disable-features='));
  await probe.close();
  if (!features) return chromium.launch({ executablePath, args });
  const kept = features.replace(/,?ThirdPartyStoragePartitioning/, '').replace('=,', '=');
  return chromium.launch({ executablePath, args: [...args, kept], ignoreDefaultArgs: [features] });
}
