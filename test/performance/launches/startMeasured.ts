import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Usage } from './reportUsage';

/** A process that reports its resource usage. */
export interface MeasuredProcess {
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/**
 * Starts a script of this folder in a process of its own, and resolves when it reports that it is ready. Our packages
 * are compiled there, as with `npm start`. AIMLINE_BENCH_PROFILE names a folder for CPU profiles.
 *
 * @throws Error when the process ends before.
 */
export async function startMeasured(script: string, env: Readonly<Record<string, string>>): Promise<MeasuredProcess> {
  const profiles = process.env.AIMLINE_BENCH_PROFILE;
  const child = fork(join(__dirname, script), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [
      ...['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
      ...(profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]),
    ],
  });
  const exited = once(child, 'exit');
  // Skips the messages that the TypeScript transform sends for every file it loads.
  const heard = <T>(isMeant: (message: unknown) => message is T) =>
    new Promise<T>((resolve) => {
      const listen = (message: unknown) => {
        if (!isMeant(message)) return;
        child.off('message', listen);
        resolve(message);
      };
      child.on('message', listen);
    });
  const ended = exited.then(() => {
    throw new Error(`"${script}" ended; the lines above say why.`);
  });
  ended.catch(() => {});
  await Promise.race([heard((message): message is 'ready' => message === 'ready'), ended]);
  return {
    usage() {
      const answered = heard(isUsage);
      child.send('usage');
      return Promise.race([answered, ended]);
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function isUsage(message: unknown): message is Usage {
  return typeof message === 'object' && message !== null && 'cpuMs' in message;
}
