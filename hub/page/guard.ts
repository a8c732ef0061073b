// What every answer of HQ's page carries, and who may ask what: headers, origins, the cookie of the session.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HqFailure } from '#shared/contract/view_hq.ts';
import type { PageAccount } from '#hub/db/page_account.ts';
import type { PageOptions } from './page_server.ts';
import { accountOfToken } from './sign_in.ts';

type SignedInHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  who: { readonly account: PageAccount; readonly token: string },
) => Promise<FastifyReply>;

type GuardedRoute = {
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
};

export type PageGuard = {
  /** Answers `unauthorised` to all who have no session. */
  readonly forAccount: (handler: SignedInHandler) => GuardedRoute;
  readonly setCookie: (reply: FastifyReply, token: string) => void;
  readonly clearCookie: (reply: FastifyReply) => void;
};

/**
 * `style-src-attr`: the component library and the charts set single style attributes (sizes, positions); style sheets
 * and scripts come from our own files alone.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

const ONE_YEAR_S = 31_536_000;

export function guardPage(
  server: FastifyInstance,
  { database, clock, origin }: PageOptions,
): PageGuard {
  const isSecure = origin?.startsWith('https:') ?? false;
  // Browsers take a cookie of this name only with Secure, for `/` and from the host itself.
  const cookie = isSecure ? '__Host-hq' : 'hq';
  const rest = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(HEADERS);
    if (isSecure) void reply.header('strict-transport-security', `max-age=${ONE_YEAR_S}`);
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnOrigin(request, origin))
      return fail(reply, 403, { type: 'bad-request' });
    return undefined;
  });
  const people = new WeakMap<FastifyRequest, Parameters<SignedInHandler>[2]>();
  const onRequest: GuardedRoute['onRequest'] = async (request, reply) => {
    const token = cookieOf(request, cookie);
    const account = token && (await accountOfToken(database, token, clock()));
    if (!token || !account) return fail(reply, 401, { type: 'unauthorised' });
    people.set(request, { account, token });
    return undefined;
  };
  // A route of figures that forgot its session does not start.
  server.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/') || route.url === '/api/sign-in') return;
    if (route.onRequest !== onRequest) throw new Error(`${route.url} is open to everybody`);
  });
  return {
    forAccount: (handler) => ({
      onRequest,
      handler(request, reply) {
        const who = people.get(request);
        if (who === undefined) throw new Error('a request came past its session');
        return handler(request, reply.header('cache-control', 'no-store'), who);
      },
    }),
    setCookie: (reply, token) => void reply.header('set-cookie', `${cookie}=${token}; ${rest}`),
    clearCookie: (reply) => void reply.header('set-cookie', `${cookie}=; Max-Age=0; ${rest}`),
  };
}

export const fail = (reply: FastifyReply, status: number, failure: HqFailure): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send(failure);

/** Browsers name the origin with every request that changes something; another site's is refused whatever it carries. */
function isOwnOrigin({ headers }: FastifyRequest, origin: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === (origin ?? `http://${headers.host ?? ''}`);
}

function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
