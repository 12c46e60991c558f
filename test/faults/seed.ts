/** Seeds every random choice of these tests; the configuration picks one unless it is given. */
export const SEED = process.env.AIMLINE_FAULT_SEED!;
