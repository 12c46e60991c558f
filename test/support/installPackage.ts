import { spawnSync } from 'node:child_process';

/**
 * Installs a package of Debian, when tests run as root there; otherwise, and where there is no network, does nothing. Test
 * files that run at once wait for each other: apt-get itself would give up.
 */
export function installPackage(name: string): void {
  if (process.getuid?.() !== 0) return;
  // configuration files of the machine stay as they are
  const install = `apt-get update; apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold ${name}`;
  spawnSync('flock', ['/var/lock/aimline-test-packages', 'sh', '-c', install], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
