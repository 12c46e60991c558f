import { type Contract, isMedia, type MediaContent } from '@aimline/plugin-interventions-common/contract';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Sends the result of a handler: JSON, a stream of a media type, or only a status. A stream that fails before its first
 * part gets an error response; one that fails later closes the connection, so that the client notices the missing rest.
 */
export async function sendAnswer(response: Response, contract: Contract, answer: unknown): Promise<void> {
  const { cacheSeconds, result, status = 200 } = contract;
  if (!isMedia(result)) {
    begin();
    return void (result === null ? response.end() : response.json(answer));
  }
  const { content, fileName } = answer as MediaContent;
  if (typeof content === 'string') {
    begin(fileName);
    return void response.send(content);
  }
  const parts = content[Symbol.asyncIterator]();
  try {
    const first = await parts.next();
    begin(fileName);
    await pipeline(Readable.from(first.done ? [] : withFirst(first.value, parts)), response);
  } finally {
    // also when the client disconnected before the first part
    await parts.return?.();
  }

  function begin(saveAs?: string): void {
    response.status(status);
    if (cacheSeconds !== undefined) response.set('Cache-Control', `public, max-age=${cacheSeconds}`);
    if (saveAs !== undefined) response.attachment(saveAs);
    if (isMedia(result)) response.type(result.mediaType);
  }
}

async function* withFirst<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
