const LONGEST_STOP_MS = 25_000;
/** Ctrl+C comes twice at once: from the terminal, and from npm. */
const ONE_SIGNAL_MS = 500;

/**
 * What SIGTERM and SIGINT do from now on, whatever they did: `stop`, and the process ends with 0; with 1 when that fails
 * or takes longer than 25 s, or at a second signal.
 */
export function endOnSignal(stop: () => Promise<void>): void {
  let begunAtMs: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (begunAtMs === undefined) end();
      else if (performance.now() - begunAtMs > ONE_SIGNAL_MS) process.exit(1);
    });
  }

  function end(): void {
    begunAtMs = performance.now();
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`Aimline did not stop in order: ${error.message}\n`);
        process.exit(1);
      },
    );
  }
}
