// A request's body against its schema, and how the hub says no: one body (`HubError`), one status for each reason.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { issueText } from '#shared/base/first_issue.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { HubError, HubErrorCode } from '#shared/wire/error.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';

const STATUS_OF_ERROR: Readonly<Record<HubErrorCode, number>> = {
  'bad-request': 400,
  unauthorised: 401,
  revoked: 401,
  'wrong-code': 403,
  'used-code': 403,
  'expired-code': 403,
  'unknown-branch': 404,
  'no-pack': 404,
  'not-found': 404,
  'wrong-clock': 409,
  protocol: 409,
  'pack-needed': 410,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

export function refuse(
  reply: FastifyReply,
  error: HubErrorCode,
  message: string,
  more: { readonly now?: number; readonly protocol?: number } = {},
): FastifyReply {
  const body: HubError = { error, message, ...more };
  return reply.code(STATUS_OF_ERROR[error]).header('cache-control', 'no-store').send(body);
}

/** To a device of another version: which one the hub speaks, so that the branch can say what is to be updated. */
export const refuseProtocol = (reply: FastifyReply): FastifyReply =>
  refuse(reply, 'protocol', `this hub speaks protocol ${PROTOCOL_VERSION}`, {
    protocol: PROTOCOL_VERSION,
  });

/** Who names no version finds it in what the hub signs. */
export function speaksOther({ headers }: FastifyRequest): boolean {
  const version = headers[PROTOCOL_HEADER];
  return version !== undefined && version !== String(PROTOCOL_VERSION);
}

/** The message names the place, never the value. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Result<z.output<Schema>, { readonly type: 'malformed'; readonly message: string }> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  return err({ type: 'malformed', message: issueText(parsed.error, 'body') });
}
