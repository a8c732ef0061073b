// What an update comes by: questions over our own line, into memory or onto the disk. No redirection is followed, and
// nothing counts before its last byte.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Line } from '#electron/line/line.ts';
import { NoUpdate } from './problem.ts';

/** Without a byte, the line counts as dead. */
const QUIET_MS = 30_000;

function ask(url: URL, line: Line): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { agent: line.agentFor(url, false), headers: { 'cache-control': 'no-cache' } };
    const question =
      url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    question.setTimeout(QUIET_MS, () => question.destroy(new Error('the line is silent')));
    question.on('error', (error) => reject(new NoUpdate('unreachable', error.message)));
    question.on('response', (answer) => {
      if (answer.statusCode === 200) {
        resolve(answer);
        return;
      }
      answer.destroy();
      reject(new NoUpdate('unreachable', `${url.pathname}: ${answer.statusCode}`));
    });
    question.end();
  });
}

/** @throws NoUpdate */
export async function fetchSmall(url: URL, line: Line, most: number): Promise<Buffer> {
  const answer = await ask(url, line);
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > most) throw new NoUpdate('unread', `${url.pathname}: more than ${most} bytes`);
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof NoUpdate ? error : new NoUpdate('unreachable', (error as Error).message);
  }
  return Buffer.concat(pieces);
}

export type Expected = {
  /** Base64. */
  readonly sha512: string;
  /** Bytes. */
  readonly size: number;
};

/** @throws NoUpdate when it is not the file that was signed; what the disk throws */
export async function fetchFile(
  url: URL,
  line: Line,
  expected: Expected,
  destination: string,
  onProgress: (percent: number) => void,
): Promise<void> {
  const answer = await ask(url, line);
  const hash = createHash('sha512');
  let size = 0;
  const check = new Transform({
    transform(piece: Buffer, _encoding, next: TransformCallback) {
      size += piece.length;
      hash.update(piece);
      onProgress((size / expected.size) * 100);
      next(
        size > expected.size ? new NoUpdate('damaged', 'it is longer than was signed') : null,
        piece,
      );
    },
    flush(next) {
      if (size < expected.size)
        next(new NoUpdate('damaged', `${size} of ${expected.size} bytes came`));
      else if (hash.digest('base64') === expected.sha512) next();
      else next(new NoUpdate('damaged', 'its SHA-512 is not the one that was signed'));
    },
  });
  try {
    await pipeline(answer, check, createWriteStream(destination, { mode: 0o600 }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNABORTED')
      throw new NoUpdate('damaged', `cut off after ${size} of ${expected.size} bytes (${message})`);
    throw error;
  }
}
