import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './findChromium';

/**
 * A Chromium as people have it: third-party cookies blocked, storage in frames partitioned. Playwright turns the
 * partitioning off, and would test a browser that no user has.
 *
 * Frames of other sites stay in the process of their page: in one of their own, one launch in thirty on a busy machine was
 * shown but accepted no click. Storage and visibility of sites are the same.
 *
 * Local network access is not checked: a response that a test fulfills itself counts as one from the internet, and
 * could not redirect to a server of the test.
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
    '--disable-site-isolation-trials',
  ];
  const probe = await chromium.launchServer({ executablePath, args });
  const features = probe.process().spawnargs.find((argument) => argument.startsWith('--disable-features='));
  await probe.close();
  if (!features) throw new Error('Playwright starts Chromium without --disable-features; look what it does instead.');
  const disabled = `${features.replace(/,?ThirdPartyStoragePartitioning/, '').replace('=,', '=')},LocalNetworkAccessChecks`;
  return chromium.launch({ executablePath, args: [...args, disabled], ignoreDefaultArgs: [features] });
}
