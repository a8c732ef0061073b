// app://counter/: the window's files, read from the package, each with the headers that keep the page inside.
import { readFile } from 'node:fs/promises';
import { protocol, type Protocol } from 'electron';
import { fileOf, SCHEME } from './app_path.ts';
import { CONTENT_SECURITY_POLICY } from './content_security.ts';

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
    if (file === null) return notFound();
    try {
      const content = await readFile(file.path);
      return new Response(new Uint8Array(content), { headers: headersFor(file.type) });
    } catch {
      return notFound();
    }
  });
}

const headersFor = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});

const notFound = (): Response => new Response(null, { status: 404 });
