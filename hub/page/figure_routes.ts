// GET /api/branches, a branch's day and month, strategies and models: each in the scope of who asks, and noted.
import type { FastifyInstance } from 'fastify';
import { isDay, isMonth } from '#shared/base/month.ts';
import { addToLog, type PageAccount } from '#hub/db/page_account.ts';
import { followVisits } from '#hub/visits/follow_visits.ts';
import { branchDayOf, branchMonthOf } from './branch_day.ts';
import { branchesOf } from './branches.ts';
import { fail, type PageGuard } from './guard.ts';
import { branchLooksOf, looksOf } from './looks.ts';
import { modelsOf } from './models.ts';
import type { PageOptions } from './page_server.ts';
import { branchInScope } from './scope.ts';
import { pageStrategies } from './strategies.ts';

type Asked = { readonly code?: string; readonly day?: string; readonly month?: string };

/** Of years that the database and the calendar have on both sides; before and behind them nothing was ever recorded. */
const isKept = <T extends string>(text: string, is: (text: string) => text is T): text is T =>
  is(text) && text >= '2000' && text < '2100';

export function figureRoutes(
  server: FastifyInstance,
  { database, clock }: PageOptions,
  guard: PageGuard,
): void {
  const note = async ({ name }: PageAccount, detail: string): Promise<void> =>
    void (await addToLog(database, { at: clock(), account: name, action: 'opened', detail }));

  server.get(
    '/api/branches',
    guard.forAccount(async (request, reply, { account }) => {
      const { month = null } = request.query as Asked;
      if (month !== null && !isKept(month, isMonth))
        return fail(reply, 400, { type: 'bad-request' });
      await note(account, `branches${month === null ? '' : ` ${month}`}`);
      return reply.send(await branchesOf(database, account, month, clock()));
    }),
  );

  server.get(
    '/api/branches/:code/day',
    guard.forAccount(async (request, reply, { account }) => {
      const { day = null } = request.query as Asked;
      if (day !== null && !isKept(day, isDay)) return fail(reply, 400, { type: 'bad-request' });
      const branch = await branchInScope(database, account, (request.params as Asked).code ?? '');
      if (branch === undefined) return fail(reply, 404, { type: 'not-found' });
      await note(account, `branch ${branch.code}${day === null ? '' : ` ${day}`}`);
      await followVisits(database);
      return reply.send(await branchDayOf(database, branch, day, clock()));
    }),
  );

  server.get(
    '/api/branches/:code/month',
    guard.forAccount(async (request, reply, { account }) => {
      const { month = null } = request.query as Asked;
      if (month !== null && !isKept(month, isMonth))
        return fail(reply, 400, { type: 'bad-request' });
      const branch = await branchInScope(database, account, (request.params as Asked).code ?? '');
      if (branch === undefined) return fail(reply, 404, { type: 'not-found' });
      await note(account, `branch ${branch.code}${month === null ? ' month' : ` ${month}`}`);
      await followVisits(database);
      return reply.send(await branchMonthOf(database, branch, month, clock()));
    }),
  );

  server.get(
    '/api/looks',
    guard.forAccount(async (request, reply, { account }) => {
      const { month = null } = request.query as Asked;
      if (month !== null && !isKept(month, isMonth))
        return fail(reply, 400, { type: 'bad-request' });
      await note(account, `second looks${month === null ? '' : ` ${month}`}`);
      await followVisits(database);
      return reply.send(await looksOf(database, account, month, clock()));
    }),
  );

  server.get(
    '/api/branches/:code/looks',
    guard.forAccount(async (request, reply, { account }) => {
      const { month = null } = request.query as Asked;
      if (month !== null && !isKept(month, isMonth))
        return fail(reply, 400, { type: 'bad-request' });
      const branch = await branchInScope(database, account, (request.params as Asked).code ?? '');
      if (branch === undefined) return fail(reply, 404, { type: 'not-found' });
      await note(account, `second looks at ${branch.code}${month === null ? '' : ` ${month}`}`);
      return reply.send(await branchLooksOf(database, branch, month, clock()));
    }),
  );

  server.get(
    '/api/strategies',
    guard.forAccount(async (_request, reply, { account }) => {
      await note(account, 'strategies');
      return reply.send(await pageStrategies(database, account));
    }),
  );

  server.get(
    '/api/models',
    guard.forAccount(async (_request, reply, { account }) => {
      await note(account, 'models');
      return reply.send(await modelsOf(database));
    }),
  );
}
