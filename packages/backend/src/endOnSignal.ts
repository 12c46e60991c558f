const STOP_TIMEOUT_MS = 25_000;
/** Signals within this time count as one: Ctrl+C arrives twice, from the terminal and from npm. */
const SAME_SIGNAL_MS = 500;

/**
 * Replaces the handlers of SIGTERM and SIGINT: calls `stop`, and ends the process with 0; with 1 when `stop` fails or takes
 * longer than 25 s, or at a second signal.
 */
export function endOnSignal(stop: () => Promise<void>): void {
  let begunAtMs: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (begunAtMs === undefined) end();
      else if (performance.now() - begunAtMs > SAME_SIGNAL_MS) process.exit(1);
    });
  }

  function end(): void {
    begunAtMs = performance.now();
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`Aimline did not stop cleanly: ${error.message}\n`);
        process.exit(1);
      },
    );
  }
}
