import { type Contract, isMedia } from '@aimline/plugin-interventions-common/contract';
import { InputError } from '@backstage/errors';
import express, { type Request, type Response } from 'express';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MEGABYTE, tooLarge } from './problems';

/** What a request carries, as its contract has parsed it. */
export interface Input {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * Reads what a contract takes: JSON at once, bytes of another media type as they are asked for. One schema for all parts,
 * so that all mistakes are told at once and under the path of their part.
 *
 * @throws ZodError, InputError, or an error of the body parser.
 */
export function inputReader({ params, query, body, method, maxBytes = MEGABYTE }: Contract) {
  const parseJson = express.json({ limit: maxBytes });
  const nothing = z.strictObject({});
  const schema = z.object({
    params: params ?? nothing,
    query: query ?? nothing,
    ...(body && !isMedia(body) ? { body } : {}),
  });
  return async (request: Request, response: Response): Promise<Input> => {
    if (isMedia(body)) {
      if (!request.is(body.mediaType)) {
        throw new InputError(`Expected a body of ${body.mediaType} with ${method.toUpperCase()}.`);
      }
      return { ...parse(request), body: new BodyStream(request, body.maxBytes) };
    }
    await new Promise<void>((resolve, reject) => {
      parseJson(request, response, (error: unknown) => (error ? reject(error) : resolve()));
    });
    if (body && !request.is('application/json')) {
      throw new InputError(`Expected a JSON body with ${method.toUpperCase()}.`);
    }
    return parse(request);
  };

  function parse(request: Request): Input {
    return schema.parse({ params: request.params, query: request.query, body: request.body }, { error: tellMissing });
  }
}

/** For schemas without a sentence of their own. */
function tellMissing(issue: { code?: string; input?: unknown }): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? 'This is missing.' : undefined;
}

/** The bytes of a body as they come; read once. */
export class BodyStream implements AsyncIterable<Uint8Array> {
  readonly #hash = createHash('sha256');
  /** Whether its end was reached. */
  isRead = false;

  constructor(
    private readonly request: Request,
    private readonly maxBytes: number,
  ) {}

  /** @throws PayloadTooLargeError behind the last byte that is allowed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    try {
      for await (const part of this.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += part.length;
        if (bytes > this.maxBytes) throw tooLarge(this.maxBytes);
        this.#hash.update(part);
        yield part;
      }
      this.isRead = true;
    } finally {
      // what is left is read away, or the next request on the connection would wait behind it for ever
      this.request.resume();
    }
  }

  /** What was read, as one of the parts by which a request is known again. */
  toJSON(): string {
    return this.#hash.copy().digest('hex');
  }
}
