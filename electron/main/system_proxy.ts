// The proxy that the operating system names for HQ: asked of Chromium, which knows the systems' ways to set one.

/** Electron's `Session`, as far as it is asked. */
export type Resolver = { resolveProxy(url: string): Promise<string> };

/** Proxies are hardly ever set for one address alone; an address to ask by before HQ's is known. */
const ANY = 'https://hq.invalid/';

/**
 * `http://HOST:PORT`, or null where the system names none. Of the kinds that Chromium knows only plain HTTP proxies are
 * gone through; what else is named is told, and passed over.
 *
 * A proxy that a script names (PAC, WPAD) is not found: this program looks no names up for Chromium, so that it gets no
 * script.
 */
export async function systemProxy(
  resolver: Resolver,
  hubUrl: string | null,
  warn: (text: string) => void,
): Promise<string | null> {
  const named = await resolver.resolveProxy(hubUrl ?? ANY).catch((error: unknown) => {
    warn(`the system's proxy is not to be learned: ${String(error)}`);
    return 'DIRECT';
  });
  for (const each of named.split(';').map((text) => text.trim())) {
    const [kind = '', place = ''] = each.split(/\s+/);
    if (kind === 'DIRECT') return null;
    if (kind === 'PROXY' && /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i.test(place))
      return `http://${place}`;
    if (each !== '') warn(`the system's proxy ${each} is of a kind that is not gone through`);
  }
  return null;
}
