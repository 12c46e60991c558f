import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CHUNK_BYTES = 256 * 1024;

/**
 * Reads a file in chunks and returns the size in bytes and the SHA-256 of what was read, even if the file is being
 * written.
 *
 * @param copy - a new file that gets the same content, readable for its owner alone
 * @param flush - whether to flush the copy to the disk
 */
export async function digestFile(
  source: string,
  copy?: string,
  flush = false,
): Promise<{ size: number; digest: string }> {
  // opened first, so that a missing file leaves no empty copy behind
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
