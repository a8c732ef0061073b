// GET /api/session, POST /api/sign-in, POST /api/sign-out
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Instant } from '#shared/base/month.ts';
import type { HqSession } from '#shared/contract/view_hq.ts';
import type { PageAccount } from '#hub/db/page_account.ts';
import { fail, type PageGuard } from './guard.ts';
import type { PageOptions } from './page_server.ts';
import { createSignIn, signOut } from './sign_in.ts';

const typedSchema = z.strictObject({
  // PostgreSQL takes no text with a NUL.
  name: z
    .string()
    .max(100)
    .refine((name) => !name.includes('\0')),
  password: z.string().max(200),
});

export function sessionRoutes(
  server: FastifyInstance,
  { database, clock }: PageOptions,
  guard: PageGuard,
): void {
  const signIn = createSignIn(database);

  server.get(
    '/api/session',
    guard.forAccount(async (_request, reply, { account }) => reply.send(viewOf(account, clock()))),
  );

  server.post('/api/sign-in', async (request, reply) => {
    const typed = typedSchema.safeParse(request.body);
    if (!typed.success) return fail(reply, 400, { type: 'bad-request' });
    const signedIn = await signIn(typed.data, clock());
    if (!signedIn.ok) {
      if (signedIn.error.type === 'wrong') return fail(reply, 403, { type: 'wrong' });
      const { ms } = signedIn.error;
      void reply.header('retry-after', Math.ceil(ms / 1000));
      return fail(reply, 429, { type: 'wait', retryAfterMs: ms });
    }
    const { token, account } = signedIn.value;
    guard.setCookie(reply, token);
    return reply.header('cache-control', 'no-store').send(viewOf(account, clock()));
  });

  server.post(
    '/api/sign-out',
    guard.forAccount(async (_request, reply, { account, token }) => {
      await signOut(database, token, account, clock());
      guard.clearCookie(reply);
      return reply.send({});
    }),
  );
}

const viewOf = ({ name, role, regions }: PageAccount, now: number): HqSession => ({
  account: name,
  role,
  regions,
  now: now as Instant,
});
