// For tests: HQ's page on a database, asked as a browser does.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Database } from '#hub/db/database.ts';
import { insertAccount, type PageAccount } from '#hub/db/page_account.ts';
import type { PageFile } from './files.ts';
import { createPageServer } from './page_server.ts';
import { hashPassword } from './password.ts';

export const PASSWORD = 'correct horse battery';
/** Tests sign in often. */
export const CHEAP = { N: 1_024, r: 8, p: 1 } as const;
const HOST = 'hub.test';

const FILE: PageFile = {
  bytes: Buffer.from('x'),
  type: 'text/html',
  etag: '"e"',
  isForGood: false,
};

export const LARGE = Buffer.from('let one = 1;\n'.repeat(500));

export type TestPage = {
  readonly server: FastifyInstance;
  /** The page's clock; tests move it. */
  now: number;
};

export function openTestPage(database: Database, origin?: string): TestPage {
  const page: TestPage = {
    now: Date.UTC(2026, 9, 14, 8),
    server: createPageServer({
      database,
      clock: () => page.now,
      origin,
      files: new Map([
        ['/', FILE],
        ['/assets/main-1234.js', { ...FILE, isForGood: true }],
        [
          '/assets/large-1234.js',
          { ...FILE, bytes: LARGE, type: 'text/javascript; charset=utf-8', isForGood: true },
        ],
      ]),
    }),
  };
  return page;
}

export const addTestAccount = async (db: Database, account: PageAccount): Promise<boolean> =>
  insertAccount(db, account, await hashPassword(PASSWORD, CHEAP));

type Headers = Readonly<Record<string, string>>;

export const OWN: Headers = { host: HOST, origin: `http://${HOST}` };

export const get = (
  { server }: TestPage,
  url: string,
  cookie?: string,
): Promise<LightMyRequestResponse> =>
  server.inject({ method: 'GET', url, headers: { host: HOST, ...(cookie ? { cookie } : {}) } });

export const post = (
  { server }: TestPage,
  url: string,
  payload: object,
  headers: Headers = OWN,
): Promise<LightMyRequestResponse> => server.inject({ method: 'POST', url, payload, headers });

/** @returns the cookie, as a browser sends it back */
export async function signInAs(page: TestPage, name: string): Promise<string> {
  const answer = await post(page, '/api/sign-in', { name, password: PASSWORD });
  const cookie = /^[^;]+/.exec(String(answer.headers['set-cookie']))?.[0];
  if (answer.statusCode !== 200 || cookie === undefined) throw new Error(answer.body);
  return cookie;
}
