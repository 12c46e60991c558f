import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CHUNK_BYTES = 256 * 1024;

/**
 * Size in bytes and SHA-256 of what a file holds, read chunk by chunk; of a file that is being written, as it comes.
 *
 * @param copy - a new file that gets what was read, readable for its owner alone
 * @param flush - whether the copy is on the disk at the end
 */
export async function digestFile(
  source: string,
  copy?: string,
  flush = false,
): Promise<{ size: number; digest: string }> {
  // first, so that a file that is not there leaves no copy behind
  const file = await open(source);
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    file.createReadStream({ highWaterMark: CHUNK_BYTES }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    copy === undefined
      ? new Writable({ write: (_chunk, _encoding, done) => done() })
      : createWriteStream(copy, { mode: 0o600, flags: 'wx', flush }),
  );
  return { size, digest: hash.digest('hex') };
}
