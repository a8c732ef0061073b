// One question over HTTP. By `node:http`: the built-in `fetch` of Node 24 ends the process, or loses an answer that came whole, when
// a server closes its line while the answer is still being read.
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Line } from '#electron/line/line.ts';
import type { QuietLimit } from './quiet_limit.ts';

export type HttpQuestion = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  /** The last of it left for the line; once more where it was sent once more. */
  readonly onSent?: (() => void) | undefined;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** To be read once, to its end or not at all. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
};

/** @param name in small letters */
export type AnswerHeaders = { get(name: string): string | null };

/**
 * A redirection is an answer like any other. The limit ends question and answer.
 * @throws as the network does
 */
export async function askHttp(
  question: HttpQuestion,
  line: Line,
  limit: QuietLimit,
): Promise<HttpAnswer> {
  const answer = await limit.within(
    send(question, line, limit.signal, true).catch((error: unknown) => {
      if (!(error instanceof StaleLine)) throw error;
      return send(question, line, limit.signal, false);
    }),
  );
  return {
    status: answer.statusCode ?? 0,
    headers: {
      get(name) {
        const value = answer.headers[name];
        return typeof value === 'string' ? value : null;
      },
    },
    pieces: () => piecesOf(answer, limit),
  };
}

/** The server closed a kept line before the question reached it. */
class StaleLine extends Error {}

function send(
  { url, method, headers, body, onSent }: HttpQuestion,
  line: Line,
  signal: AbortSignal,
  isKept: boolean,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, signal, agent: line.agentFor(url, isKept) };
    const request =
      url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    // Both listeners stay: an error that nobody hears ends the process.
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && STALE.has(error.code);
      reject(isStale ? new StaleLine(error.message) : error);
    });
    request.on('response', (answer) => {
      answer.on('error', () => undefined);
      resolve(answer);
    });
    request.end(body ?? undefined, onSent);
  });
}

const STALE: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE']);

async function* piecesOf(answer: IncomingMessage, limit: QuietLimit): AsyncGenerator<Uint8Array> {
  const pieces = answer[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await limit.within(pieces.next());
      if (done === true) {
        isWhole = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!isWhole) answer.destroy();
  }
}
