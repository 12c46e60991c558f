/** What happens by chance in these tests is always the same for one seed: the configuration draws one if none is given. */
export const SEED = process.env.AIMLINE_FAULT_SEED!;
