import { createAimlineBackend } from './createAimlineBackend';
import { endOnSignal } from './endOnSignal';

export { endOnSignal };

const backend = createAimlineBackend();

backend.add(import('@aimline/plugin-interventions-backend'));
backend.add(import('@aimline/lti'));
backend.add(import('@aimline/plugin-interventions-backend-module-amqp'));

/** Resolves when every plugin serves; a plugin that cannot start ends the process instead of leaving half of it up. */
export const started = backend.start().then(
  () => backend,
  (error: Error) => {
    process.stderr.write(`Aimline does not start: ${error.message}\n`);
    process.exit(1);
  },
);

endOnSignal(() => backend.stop());
