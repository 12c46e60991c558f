/** The outbound policy forbids a request to an address; the message says which and why. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';

  /** @param status 400 when the address is not allowed, 424 when its host cannot be resolved */
  constructor(
    readonly status: 400 | 424,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
