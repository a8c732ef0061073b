import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { afterAll, expect, it } from 'vitest';
import { registerScheme, serveApp } from './app_protocol.ts';

type Given = {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly data: Buffer;
};
type Handler = (request: { method: string; url: string }, answer: (given: Given) => void) => void;

const folder = mkdtempSync(join(tmpdir(), 'counter-assist-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'index.html'), '<p>page</p>');
let handler: Handler | undefined;
serveApp(
  { registerBufferProtocol: (_: string, each: Handler) => (handler = each) } as unknown as Protocol,
  folder,
);
const get = (url: string, method = 'GET'): Promise<Given> =>
  new Promise((resolve) => handler?.({ method, url }, resolve));

it('every file comes with the headers that keep the page inside', async () => {
  const { statusCode, headers, data } = await get('app://counter/');
  expect([statusCode, data.toString()]).toEqual([200, '<p>page</p>']);
  const { 'content-security-policy': policy = '', ...others } = headers ?? {};
  expect(others).toEqual({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-dns-prefetch-control': 'off',
  });
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "webrtc 'block'",
  ]);
});

it('nothing but its own files, and those are only read', async () => {
  for (const given of await Promise.all([
    get('app://counter/', 'POST'),
    get('app://counter/other.html'),
    get('file:///etc/passwd'),
  ]))
    expect(given.statusCode).toBe(404);
});

it('the scheme is a secure one, and goes round no policy', () => {
  const registered: unknown[] = [];
  registerScheme({
    registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes),
  } as unknown as Protocol);
  expect(registered).toEqual([
    [
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ],
  ]);
});
