import { freePort } from '@aimline/embedded/freePort';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type RunningService, startService } from '../performance/startService';
import { openBrowser } from './openBrowser';

/** Aimline and the practice LMS, as `npm start` runs them on a new data folder, and a browser. */
export interface Practice extends Pick<RunningService, 'origin' | 'lms'> {
  browser: Browser;
  /** The data folder of Aimline and the practice LMS. */
  data: string;
  close(): Promise<void>;
}

export async function startPractice(): Promise<Practice> {
  const browser = await openBrowser();
  const data = await mkdtemp(join(tmpdir(), 'aimline-browser-'));
  // When the tests run as root, Postgres runs as another user.
  await chmod(data, 0o755);
  try {
    const service = await startService({ data, port: await freePort(), demoPort: await freePort() });
    return {
      origin: service.origin,
      lms: service.lms,
      browser,
      data,
      async close() {
        await browser.close();
        await service.stop();
        await rm(data, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
