// app://counter/: the window's files, read from the package, each with the headers that keep the page inside.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Protocol } from 'electron';
import { fileOf, SCHEME } from './app_path.ts';
import { contentSecurityPolicy, NONCE_META } from './content_security.ts';

/** Before the app is ready. `codeCache` keeps compiled scripts between starts. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, folder) : null;
    if (file === null) return refusal(404);
    try {
      const content = await readFile(file.path);
      return file.isPage
        ? page(content.toString(), file.type)
        : new Response(new Uint8Array(content), { headers: headers(file.type) });
    } catch {
      return refusal(404);
    }
  });
}

function page(html: string, type: string): Response {
  const nonce = randomBytes(16).toString('base64');
  const meta = `<meta name="${NONCE_META}" content="${nonce}" />`;
  return new Response(html.replace('<head>', `<head>${meta}`), {
    headers: { ...headers(type), 'content-security-policy': contentSecurityPolicy(nonce) },
  });
}

const headers = (type: string): Record<string, string> => ({
  'content-type': type,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});

const refusal = (status: number): Response => new Response(null, { status });
