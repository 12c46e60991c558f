import { createServer } from 'node:net';

/** @throws Error that names the variable to change when the port is in use. */
export async function expectFreePort(port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `Port ${port} cannot be used (${error.code}): stop the program that uses it, or set ${variable} to another port.`,
        ),
      ),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
