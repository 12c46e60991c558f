/** A request that the practice LMS refuses, with the HTTP status and, for OAuth, the error code of RFC 6749. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    message: string,
    readonly code = 'invalid_request',
  ) {
    super(message);
  }
}
