import { createServer } from 'node:net';

/** @throws Error that names the variable to change when something listens on the port already. */
export async function expectFreePort(port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(`Port ${port} cannot be used (${error.code}): stop what uses it, or set ${variable} to another.`),
      ),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
