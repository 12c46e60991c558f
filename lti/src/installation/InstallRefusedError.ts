/** Something that an installation cannot do, in a sentence for the administrator of an LMS. */
export class InstallRefusedError extends Error {
  override readonly name = 'InstallRefusedError';
  constructor(
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
