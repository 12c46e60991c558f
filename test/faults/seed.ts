/** What happens by chance in these tests is always the same for one seed; printed with the counts. */
export const SEED = process.env.AIMLINE_FAULT_SEED ?? '20260914';
