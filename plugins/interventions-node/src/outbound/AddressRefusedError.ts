/** An address of a platform that is not asked, and why not. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';

  /** @param status 400 when it is no address to ask, 424 when nobody knows its host. */
  constructor(
    readonly status: 400 | 424,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
