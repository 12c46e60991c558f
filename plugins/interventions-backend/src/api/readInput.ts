import { type Contract, isMedia } from '@aimline/plugin-interventions-common/contract';
import { InputError } from '@backstage/errors';
import express, { type Request, type Response } from 'express';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MEGABYTE, tooLarge } from './problems';

/** The parsed parts of a request. */
export interface Input {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * Reads and parses requests of a contract: a JSON body at once, another media type as a stream. All parts are validated
 * by one schema, so that all errors are reported together, each with the path of its part.
 *
 * @throws ZodError, InputError, or an error of the body parser
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
    return schema.parse(
      { params: request.params, query: request.query, body: request.body },
      { error: missingMessage },
    );
  }
}

/** The message for missing fields whose schema has none. */
function missingMessage(issue: { code?: string; input?: unknown }): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? 'This is missing.' : undefined;
}

/** A request body as a stream; can be read once. */
export class BodyStream implements AsyncIterable<Uint8Array> {
  readonly #hash = createHash('sha256');
  /** Whether the stream was read to its end. */
  isRead = false;

  constructor(
    private readonly request: Request,
    private readonly maxBytes: number,
  ) {}

  /** @throws PayloadTooLargeError when the body exceeds the limit */
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
      // drain the rest, or the next request on the connection would never be read
      this.request.resume();
    }
  }

  /** The hash of what was read, to compare repeated requests. */
  toJSON(): string {
    return this.#hash.copy().digest('hex');
  }
}
