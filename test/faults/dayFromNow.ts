/** The date a number of days from now, by the clock of the machine, as the processes of the service use. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
