import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningService {
  origin: string;
  lms: { origin: string; authorizationEndpoint: string };
  /** Seconds from the start of the process until the plugin serves. */
  readySeconds: number;
  memoryMb(): number;
  /** Stops the service. @throws Error when the service or its database does not shut down cleanly. */
  stop(): Promise<void>;
}

/** The service as `npm start` runs it; resolves when it has printed its addresses. */
export async function startService(options: {
  data: string;
  port: number;
  demoPort: number;
  /** URL of a RabbitMQ to publish events to. */
  amqpUrl?: string | undefined;
}): Promise<RunningService> {
  const { data, port, demoPort, amqpUrl = '' } = options;
  const child = spawn(process.execPath, ['packages/demo/dist/start.js'], {
    env: {
      ...process.env,
      AIMLINE_DATA: data,
      PORT: String(port),
      DEMO_PORT: String(demoPort),
      AIMLINE_AMQP_URL: amqpUrl,
      // one user sends the load of a school
      APP_CONFIG_interventions_requestLimits_personPerMinute: '1000000',
    },
  });
  let output = '';
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Stop with Ctrl+C')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`The service ended:\n${output}`)));
  });
  const memoryMb = () => {
    const [, kilobytes] = readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/) ?? [];
    return Math.round((Number(kilobytes) * 1024) / 1e6);
  };
  const lmsOrigin = `http://127.0.0.1:${demoPort}`;
  return {
    origin: `http://localhost:${port}`,
    lms: { origin: lmsOrigin, authorizationEndpoint: `${lmsOrigin}/authorize` },
    readySeconds: Number(output.match(/ready after ([\d.]+) s/)?.[1]),
    memoryMb,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      // The database has stopped before the process: this file exists while it runs.
      if (code !== 0 || existsSync(join(data, 'postgres/postmaster.pid'))) {
        throw new Error(`The service did not stop in order (${code}):\n${output}`);
      }
    },
  };
}
