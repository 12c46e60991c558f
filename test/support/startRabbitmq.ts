import { freePort } from '@aimline/embedded/freePort';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RabbitmqPrograms } from './findRabbitmq';

/** A RabbitMQ for tests, on a free port of 127.0.0.1 and a folder of its own. */
export interface RunningRabbitmq {
  readonly url: string;
  readonly port: number;
  readonly password: string;
  /** Shuts it down; durable messages survive. */
  stop(): Promise<void>;
  /** Starts it again after a stop, on the same port with its durable messages. */
  start(): Promise<void>;
  /** Pauses its processes while connections stay open; resolves to the function that resumes them. */
  freeze(): Promise<() => void>;
  /** Stops it, if it runs, and removes its folder. */
  close(): Promise<void>;
}

/** @throws Error with the end of what RabbitMQ printed when it does not start. */
export async function startRabbitmq({ server, erlang }: RabbitmqPrograms): Promise<RunningRabbitmq> {
  const home = await mkdtemp(join(tmpdir(), 'aimline-rabbitmq-'));
  const [port, distributionPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const password = 'not-to-be-logged';
  const pidFile = join(home, 'pid');
  await mkdir(join(home, 'data'));
  await writeFile(join(home, 'enabled_plugins'), '[].\n');
  await writeFile(
    join(home, 'rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      'default_user = aimline',
      `default_pass = ${password}`,
      'log.file = false',
      'log.console = true',
      'disk_free_limit.absolute = 1MB',
    ].join('\n'),
  );
  const env = {
    ...process.env,
    PATH: [erlang, process.env.PATH].filter(Boolean).join(':'),
    HOME: home,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmdPort),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_NODENAME: `aimline-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(home, 'data'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_PID_FILE: pidFile,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
  // Start epmd here, because otherwise the server starts one that outlives it.
  const portMapper = spawn('epmd', ['-address', '127.0.0.1', '-port', String(epmdPort)], { env, stdio: 'ignore' });
  let broker: ChildProcess | null = null;
  let thaw = () => {};

  const running: RunningRabbitmq = {
    url: `amqp://aimline:${password}@127.0.0.1:${port}`,
    port,
    password,
    async start() {
      broker = spawn(server, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      await untilStarted(broker);
    },
    async stop() {
      if (broker === null) return;
      thaw();
      const ended = once(broker, 'exit');
      broker.kill('SIGTERM');
      await ended;
      broker = null;
    },
    async freeze() {
      // the process id of the broker, which is a child of its start script
      const pid = Number(await readFile(pidFile, 'utf8'));
      process.kill(pid, 'SIGSTOP');
      // The signal takes effect with a delay.
      while (!execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T'));
      thaw = () => {
        process.kill(pid, 'SIGCONT');
        thaw = () => {};
      };
      return () => thaw();
    },
    async close() {
      await running.stop();
      const ended = once(portMapper, 'exit');
      portMapper.kill();
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
  await running.start();
  return running;
}

function untilStarted(broker: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (text: Buffer) => {
      printed = (printed + text).slice(-4_000);
      if (printed.includes('Server startup complete')) resolve();
    };
    broker.stdout!.on('data', read);
    broker.stderr!.on('data', read);
    broker.once('exit', () => reject(new Error(`RabbitMQ does not start: ${printed}`)));
  });
}
