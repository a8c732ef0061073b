// HQ behind the operator's own authority and proxy: reached by what the administrator names, and by nothing else.
import { createServer, createServer as createSecureProxy, type Server } from 'node:https';
import { createServer as createProxy, type Server as PlainServer } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createPlainServer,
  type Server as LineServer,
  type Socket,
} from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createAuthority } from '#tests/fixtures/authority.ts';
import { startSocks } from '#tests/fixtures/socks.ts';
import { askIdentity } from '#electron/data/sync/hub_client.ts';
import { createLine, type LineOptions } from './line.ts';

const { ca, leaf } = createAuthority(['hub.test', 'localhost']);
const keys = { sign: 'AAAA', seal: 'AAAA' };
let hub: Server;
let proxy: PlainServer;
/** What the proxy was asked for. */
const asked: string[] = [];
let refusal: string | null = null;
/** Nobody is let through without `user` (`NAME:PASSWORD`); null: nobody is. */
let asksFor: { readonly header: string; readonly user: string | null } | null = null;
let port: number;

const basic = (user: string): string => `Basic ${Buffer.from(user).toString('base64')}`;
const portOf = (server: LineServer): number => (server.address() as AddressInfo).port;
const listen = (server: LineServer): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  hub = createServer(leaf, (_request, reply) => reply.end(JSON.stringify({ keys })));
  await listen(hub);
  port = portOf(hub);
  proxy = createProxy();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    if (refusal !== null) return void socket.end(refusal);
    const said = request.headers['proxy-authorization'];
    if (asksFor !== null && (asksFor.user === null || said !== basic(asksFor.user))) {
      return void socket.end(asksFor.header);
    }
    const on = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      on.pipe(socket).pipe(on);
    });
    on.on('error', () => socket.destroy());
    socket.on('error', () => on.destroy());
    return undefined;
  });
  await listen(proxy);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  refusal = null;
  asksFor = null;
  asked.length = 0;
});
afterAll(() => {
  hub.closeAllConnections();
  hub.close();
  proxy.closeAllConnections();
  proxy.close();
});

const ask = (url: string, options: LineOptions) =>
  askIdentity(url, createLine(options), new AbortController().signal);

it('believes the authority that the administrator names, and no other', async () => {
  const url = `https://localhost:${port}`;
  expect(await ask(url, { authority: ca, proxy: null })).toMatchObject({
    ok: true,
    value: { keys },
  });
  const other = createAuthority(['localhost']).ca;
  for (const authority of [null, other]) {
    expect(await ask(url, { authority, proxy: null })).toMatchObject({
      error: { type: 'unreachable' },
    });
  }
  // The right authority for another name.
  expect(await ask(`https://127.0.0.1:${port}`, { authority: ca, proxy: null })).toMatchObject({
    error: { type: 'unreachable' },
  });
});

it('checks whatever the environment says', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${portOf(proxy)}`);
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  expect(await ask(`https://localhost:${port}`, { authority: null, proxy: null })).toMatchObject({
    error: { type: 'unreachable' },
  });
  expect(asked).toEqual([]);
});

it('goes through the proxy by CONNECT, and speaks with HQ itself inside it', async () => {
  const through = { authority: ca, proxy: `http://127.0.0.1:${portOf(proxy)}` };
  expect(await ask('https://hub.test', through)).toMatchObject({ ok: true, value: { keys } });
  expect(asked).toEqual(['hub.test:443']);
  // A proxy that opens the tunnel to somebody else.
  expect(await ask('https://other.test', through)).toMatchObject({
    error: { type: 'unreachable' },
  });
  expect(await ask('https://hub.test', { ...through, authority: null })).toMatchObject({
    error: { type: 'unreachable' },
  });
});

it('tells the proxy a name and a password where it asks for them, and never in a message', async () => {
  const place = `127.0.0.1:${portOf(proxy)}`;
  const ask407 = 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ';
  asksFor = { header: `${ask407}Basic realm="x"\r\n\r\n`, user: 'branch:p@ss wörd' };
  const through = (by: string) =>
    ask('https://hub.test', { authority: ca, proxy: `http://${by}${place}` });
  expect(await through('branch:p%40ss%20w%C3%B6rd@')).toMatchObject({ ok: true, value: { keys } });
  expect(await through('')).toMatchObject({
    error: {
      detail: `the proxy ${place} answered 407: it asks for a name and a password, which stand in "proxy" of admin.json`,
    },
  });
  const wrong = await through('branch:geheim@');
  expect(wrong).toMatchObject({
    error: {
      detail: `the proxy ${place} answered 407: it does not take the name and password of "proxy" in admin.json`,
    },
  });
  expect(JSON.stringify(wrong)).not.toContain('geheim');
  asksFor = { header: `${ask407}NTLM\r\n\r\n`, user: null };
  expect(await through('branch:geheim@')).toMatchObject({
    error: { detail: expect.stringContaining('it asks for NTLM, which is not spoken') },
  });
});

it('says what the proxy answered', async () => {
  refusal = 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n';
  const place = `127.0.0.1:${portOf(proxy)}`;
  expect(await ask('https://hub.test', { authority: ca, proxy: `http://${place}` })).toMatchObject({
    error: {
      type: 'unreachable',
      detail: `the proxy ${place} answered 407: it asks for a name and a password, which stand in "proxy" of admin.json`,
    },
  });
  refusal = 'HTTP/1.1 502 Bad Gateway\r\n\r\n';
  expect(await ask('https://hub.test', { authority: ca, proxy: `http://${place}` })).toMatchObject({
    error: { type: 'unreachable', detail: `the proxy ${place} answered 502` },
  });
});

it('goes the first way that opens, of those that are found for the address', async () => {
  const found: string[] = [];
  const ways =
    (...all: readonly (string | null)[]) =>
    (address: string) => {
      found.push(address);
      return Promise.resolve(all);
    };
  const place = `http://127.0.0.1:${portOf(proxy)}`;
  const by = (...all: readonly (string | null)[]) =>
    ask('https://hub.test', { authority: ca, proxy: ways(...all) });
  expect(await by('http://127.0.0.1:9', place)).toMatchObject({ ok: true });
  expect(found).toEqual(['https://hub.test:443/']);
  expect(await by('socks4://127.0.0.1:9')).toMatchObject({
    error: { detail: 'the proxy socks4://127.0.0.1:9 is of a kind that is not gone through' },
  });
  // Why the best way did not open says more than that HQ is not to be found without it.
  refusal = 'HTTP/1.1 502 Bad Gateway\r\n\r\n';
  expect(await by(place, null)).toMatchObject({
    error: { detail: `the proxy ${place.slice(7)} answered 502` },
  });
  const straight = await ask(`https://localhost:${port}`, { authority: ca, proxy: ways(null) });
  expect(straight).toMatchObject({ ok: true });
});

const byWays = (...all: readonly string[]) =>
  ask('https://hub.test', { authority: ca, proxy: () => Promise.resolve(all) });

/** Says a little of an answer, and never the rest. */
async function startSlowProxy(said: string | Buffer) {
  const lines: Socket[] = [];
  let onLine: (() => void) | undefined;
  const server = createPlainServer((line) => {
    line.on('error', () => undefined).write(said, () => onLine?.());
    lines.push(line);
  });
  await listen(server);
  return {
    place: `127.0.0.1:${portOf(server)}`,
    /** The next one that it spoke to. */
    spoken: () => new Promise<void>((resolve) => (onLine = resolve)),
    ended: () =>
      Promise.all(
        lines.map((line) => line.closed || new Promise((resolve) => line.once('close', resolve))),
      ),
    close: () => void server.close(),
  };
}

it.each([
  ['http', 'HTTP/1.1 200 OK\r\nx: '],
  ['socks5', Buffer.of(5, 0, 5)],
] as const)(
  'leaves a proxy that speaks %s and comes to no end, and goes the next way in time',
  async (kind, said) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow = await startSlowProxy(said);
    try {
      let spoken = slow.spoken();
      const next = byWays(`${kind}://${slow.place}`, `http://127.0.0.1:${portOf(proxy)}`);
      await spoken;
      vi.advanceTimersByTime(8_000);
      expect(await next).toMatchObject({ ok: true });
      spoken = slow.spoken();
      const only = byWays(`${kind}://${slow.place}`);
      await spoken;
      vi.advanceTimersByTime(20_000);
      expect(await only).toMatchObject({ error: { type: 'unreachable' } });
      // Else each question would leave a line behind.
      await slow.ended();
    } finally {
      slow.close();
    }
  },
);

it('goes through a proxy of SOCKS 5, which looks the name up, and says what it answers', async () => {
  const socks = await startSocks(() => port);
  const through = { authority: ca, proxy: `socks5://127.0.0.1:${socks.port}` };
  try {
    expect(await ask('https://hub.test', through)).toMatchObject({ ok: true, value: { keys } });
    expect(socks.asked).toEqual(['hub.test:443']);
    expect(await ask('https://hub.test', { ...through, authority: null })).toMatchObject({
      error: { type: 'unreachable' },
    });
    socks.refusal = 2;
    const place = `127.0.0.1:${socks.port}`;
    expect(await ask('https://hub.test', through)).toMatchObject({
      error: {
        detail: `the proxy ${place} does not go to hub.test:443: its rules do not allow it`,
      },
    });
    socks.method = 2;
    expect(await ask('https://hub.test', through)).toMatchObject({
      error: {
        isAsked: true,
        detail: `the proxy ${place} asks for a name and a password, which is not spoken with SOCKS`,
      },
    });
    socks.method = null;
    expect(await ask('https://hub.test', through)).toMatchObject({
      error: { detail: 'the proxy ended the line' },
    });
  } finally {
    await socks.close();
  }
});

it('speaks TLS with a proxy that wants it, and checks whose it is', async () => {
  const secure = createSecureProxy(leaf);
  secure.on('connect', (_request, socket) => {
    const on = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      on.pipe(socket).pipe(on);
    });
    on.on('error', () => socket.destroy());
    socket.on('error', () => on.destroy());
  });
  await listen(secure);
  const by = (host: string) =>
    ask('https://hub.test', { authority: ca, proxy: `https://${host}:${portOf(secure)}` });
  try {
    expect(await by('localhost')).toMatchObject({ ok: true, value: { keys } });
    expect(await by('127.0.0.1')).toMatchObject({ error: { type: 'unreachable' } });
  } finally {
    secure.closeAllConnections();
    secure.close();
  }
});
