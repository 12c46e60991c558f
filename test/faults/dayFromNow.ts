/** The date so many days from now, by the clock of the machine, which the processes of the service go by. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
