// app://counter/: the window's files, read from the package, each with the headers that keep the page inside.
import { readFile } from 'node:fs';
import type { Protocol } from 'electron';
import { fileOf, SCHEME } from './app_path.ts';

/** Before the app is ready. `codeCache` keeps compiled scripts between starts. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * The older of Electron's two interfaces on purpose: `protocol.handle` speaks in `Request` and `Response`, for which
 * Node loads all of its network code, a tenth of a second before the first page.
 */
export function serveApp(protocol: Protocol, folder: string): void {
  protocol.registerBufferProtocol(SCHEME, (request, answer) => {
    const file = request.method === 'GET' ? fileOf(request.url, folder) : null;
    if (file === null) {
      answer(NOT_FOUND);
      return;
    }
    readFile(file.path, (error, data) =>
      answer(
        error === null ? { statusCode: 200, headers: headersFor(file.type), data } : NOT_FOUND,
      ),
    );
  });
}

/**
 * Files of the app, nothing else; no eval, nothing from elsewhere.
 * `style-src-attr 'unsafe-inline'`: the component library and the charts set single style attributes (sizes,
 * positions); under this policy those can neither load nor run anything. Style elements made by scripts are refused.
 */
const CONTENT_SECURITY_POLICY = [
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
].join('; ');

/**
 * No `cross-origin-opener-policy`: it would cost a second process of the page at each start, thrown away at once, and
 * guards nothing where no page opens a window or has an opener (`guards.ts`).
 */
const headersFor = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
});

const NOT_FOUND = { statusCode: 404, data: Buffer.alloc(0) };
