// How the hub says no: one body (`HubError`) and one status for each reason.
import type { FastifyReply } from 'fastify';
import type { HubError, HubErrorCode } from '#shared/wire/error.ts';

const STATUS_OF_ERROR: Readonly<Record<HubErrorCode, number>> = {
  'bad-request': 400,
  unauthorised: 401,
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
  more: { readonly now?: number } = {},
): FastifyReply {
  const body: HubError = { error, message, ...more };
  return reply.code(STATUS_OF_ERROR[error]).header('cache-control', 'no-store').send(body);
}
