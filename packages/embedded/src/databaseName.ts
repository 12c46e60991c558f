/** The database of Aimline on the embedded server. */
export const DATABASE = 'aimline';
