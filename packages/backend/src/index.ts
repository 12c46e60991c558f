import { createAimlineBackend } from './createAimlineBackend';
import { endOnSignal } from './endOnSignal';
import { expectSslMode } from './expectSslMode';
import { expectVariables } from './expectVariables';

export { endOnSignal };

const backend = createAimlineBackend();

backend.add(import('@aimline/plugin-interventions-backend'));
backend.add(import('@aimline/lti'));
backend.add(import('@aimline/plugin-interventions-backend-module-amqp'));

/** Resolves when every plugin serves; when one cannot start, ends the process rather than serve without it. */
export const started = start().then(
  () => backend,
  (error: Error) => {
    process.stderr.write(`Aimline cannot start: ${error.message}\n`);
    process.exit(1);
  },
);

endOnSignal(() => backend.stop());

async function start(): Promise<void> {
  expectVariables(process.env);
  expectSslMode(process.env);
  await backend.start();
}
