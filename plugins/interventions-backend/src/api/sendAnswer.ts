import { type Contract, isMedia, type MediaContent } from '@aimline/plugin-interventions-common/contract';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Sends what a handler gave: JSON, bytes of a media type part by part, or a status alone. A stream that fails in the
 * middle ends the connection, so that nobody takes the beginning for the whole.
 */
export async function sendAnswer(response: Response, contract: Contract, answer: unknown): Promise<void> {
  const { cacheSeconds, result, status = 200 } = contract;
  response.status(status);
  if (cacheSeconds !== undefined) response.set('Cache-Control', `public, max-age=${cacheSeconds}`);
  if (result === null) return void response.end();
  if (!isMedia(result)) return void response.json(answer);
  const { content, fileName } = answer as MediaContent;
  response.type(result.mediaType);
  if (fileName !== undefined) response.attachment(fileName).type(result.mediaType);
  if (typeof content === 'string') return void response.send(content);
  const parts = content[Symbol.asyncIterator]();
  // a failure before the first part can still be told
  const first = await parts.next();
  if (first.done) return void response.end();
  await pipeline(Readable.from(withFirst(first.value, parts)), response);
}

async function* withFirst<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for await (const part of { [Symbol.asyncIterator]: () => rest }) yield part;
}
