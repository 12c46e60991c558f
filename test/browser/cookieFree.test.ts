/**
 * Launches in a cross-site frame with third-party cookies blocked. In each test, the browser offers only the storage that
 * the test is about.
 */
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { type Practice, startPractice } from './startPractice';

jest.setTimeout(120_000);

/** A parameter that marks logins in the frame, to distinguish them from those in a window; the tool ignores it. */
const IN_FRAME = 'in_frame';

let practice: Practice;
let context: BrowserContext;
beforeAll(async () => {
  practice = await startPractice();
});
afterEach(() => context?.close());
afterAll(() => practice?.close());

interface Browsing {
  offers: { cookies: boolean; sessionStorage: boolean };
  /** The storage of the practice LMS: none, one that never answers, in its page, or in a frame next to the tool's. */
  platformStorage: 'none' | 'silent' | 'page' | 'frame';
}

test.each<[string, Browsing]>([
  ['a partitioned cookie', { offers: { cookies: true, sessionStorage: false }, platformStorage: 'none' }],
  ['session storage', { offers: { cookies: false, sessionStorage: true }, platformStorage: 'none' }],
  [
    'session storage, although the platform never answers',
    { offers: { cookies: false, sessionStorage: true }, platformStorage: 'silent' },
  ],
  [
    'the storage of the platform’s page',
    { offers: { cookies: false, sessionStorage: false }, platformStorage: 'page' },
  ],
  [
    'the storage of another frame of the platform',
    { offers: { cookies: false, sessionStorage: false }, platformStorage: 'frame' },
  ],
])('a launch works with %s alone', async (_way, browsing) => {
  const page = await openCourse(browsing);
  await page.frameLocator('iframe[name=tool]').getByRole('heading', { level: 1, name: 'Today' }).waitFor();
});

test.each<[string, Browsing['platformStorage']]>([
  ['offers no storage', 'none'],
  ['names a storage that never answers', 'silent'],
])(
  'when the browser offers no storage and the platform %s, a new window opens Aimline',
  async (_offer, platformStorage) => {
    const page = await openCourse({ offers: { cookies: false, sessionStorage: false }, platformStorage });
    const frame = page.frameLocator('iframe[name=tool]');
    const link = frame.getByRole('link', { name: 'Open Aimline in a new window' });
    await link.waitFor();
    const opened = context.waitForEvent('page');
    await link.click();
    const window = await opened;
    await window.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await frame.getByRole('heading', { name: 'Aimline is open in a new window' }).waitFor();
    expect(await link.isVisible()).toBe(false);
  },
);

/** The course page with the tool in its frame, in a browser that offers frames only the given storage. */
async function openCourse({ offers, platformStorage }: Browsing): Promise<Page> {
  context = await practice.browser.newContext();
  context.setDefaultTimeout(30_000);
  await context.addInitScript(({ cookies, sessionStorage }) => {
    if (window === window.top || location.hostname !== 'localhost') return;
    const refuse = () => {
      throw new DOMException('No storage in this frame.', 'SecurityError');
    };
    if (!sessionStorage) Object.defineProperty(window, 'sessionStorage', { get: refuse });
    if (!cookies) Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} });
  }, offers);
  // Playwright cannot modify a redirect, so a page with a script replaces it and starts the login.
  await context.route(`${practice.lms.origin}/launch?*`, async (route) => {
    const { location = '' } = (await route.fetch({ maxRedirects: 0 })).headers();
    const login = new URL(location);
    if (platformStorage === 'none') login.searchParams.delete('lti_storage_target');
    login.searchParams.set(IN_FRAME, '1');
    const body = `<script>location.replace(${JSON.stringify(login.href)})</script>`;
    await route.fulfill({ contentType: 'text/html', body });
  });
  // Where the browser offers cookies, the tool must set them: a cookie of a fulfilled route would not be partitioned.
  if (!offers.cookies) {
    await context.route(`${practice.origin}/lti/login?*${IN_FRAME}=1`, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      const { 'set-cookie': _cookie, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
  }
  if (platformStorage === 'silent') await context.route('**/storage.js', (route) => route.fulfill({ body: '' }));
  const page = await context.newPage();
  await page.goto(practice.lms.origin);
  await page.getByRole('link', { name: /Grade 3, Ms\. Brooks/ }).click();
  await page.getByRole('radio', { name: /Vivian Okafor/ }).check();
  const address = new URL(page.url());
  const person = await page.getByRole('radio', { name: /Vivian Okafor/ }).inputValue();
  address.searchParams.set('person', person);
  address.searchParams.set('storage', platformStorage === 'frame' ? 'frame' : 'page');
  await page.goto(address.href);
  return page;
}
