/** Summarizes the durations of runs, in milliseconds. */
export function timings(milliseconds: readonly number[]) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const [p50, p95] = [at(0.5), at(0.95)];
  return { p50, p95, row: [`${p50.toFixed(2)} ms`, `${p95.toFixed(2)} ms`] };
}

/** Rows in columns, for a terminal. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return `\n${rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')).join('\n')}\n`;
}
