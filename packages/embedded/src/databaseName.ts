/** The name of Aimline's database on the embedded server. */
export const DATABASE = 'aimline';
