/** A refused step of an installation; its message is a sentence for the administrator of the LMS. */
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
