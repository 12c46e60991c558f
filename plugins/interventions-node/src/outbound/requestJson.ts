import { type PublicRequest, requestPublic } from './requestPublic';

/**
 * Requests JSON of at most `maxBytes`.
 *
 * @throws AddressRefusedError when the outbound policy forbids the address
 * @throws Error when the response is not 2xx, too large, too late, or not JSON
 */
export async function requestJson(address: string, options: PublicRequest & { maxBytes: number }): Promise<unknown> {
  const { maxBytes } = options;
  const response = await requestPublic(address, {
    ...options,
    headers: { accept: 'application/json', ...options.headers },
  });
  const { statusCode: status = 0 } = response;
  if (status < 200 || status >= 300) {
    response.destroy();
    throw new Error(`the answer was ${status}`);
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    // Leaving the loop closes the connection.
    if (bytes > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    parts.push(part);
  }
  return parse(Buffer.concat(parts).toString('utf8'));
}

/** Hides the parser's message, which quotes the text around a mistake: that may be a token. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the answer is not JSON');
  }
}
