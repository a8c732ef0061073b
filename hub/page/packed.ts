// Answers of HQ's page travel packed: 500 branches are 217 KB of text, and a county's line has two megabits.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const pack = promisify(gzip);
/** Shorter ones would not be sent in fewer packets. */
const WORTH_BYTES = 1_400;
const TEXTS = /^(?:application\/json|text\/|image\/svg)/;

/**
 * No answer holds both a secret and text of somebody else's choice, and no other site's question is answered with
 * figures: sizes tell nobody anything (BREACH).
 */
export function packAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!(typeof payload === 'string' || Buffer.isBuffer(payload)) || !isPackable(reply))
      return payload;
    void reply.header('vary', 'accept-encoding');
    if (payload.length < WORTH_BYTES || !takesGzip(request)) return payload;
    const etag = reply.getHeader('etag');
    // The same content in other bytes.
    if (typeof etag === 'string') void reply.header('etag', `W/${etag}`);
    void reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return await pack(payload);
  });
}

const isPackable = (reply: FastifyReply): boolean =>
  TEXTS.test(String(reply.getHeader('content-type') ?? ''));

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)/.test(
    String(headers['accept-encoding'] ?? ''),
  );
