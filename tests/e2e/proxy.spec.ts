// HQ behind what the operating system names: a script that picks a proxy (PAC), a proxy of SOCKS 5, one that wants a password.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createSecureServer } from 'node:tls';
import { createAuthority } from '#tests/fixtures/authority.ts';
import { startSocks } from '#tests/fixtures/socks.ts';
import { packagedAppForTest } from '#tools/package/for-test.mjs';
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { expect, test } from './desk.ts';
import { expectAllSent, signInToCounter } from './hands.ts';

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

/** HQ as `https://hub.test`, and a proxy that leads there by CONNECT. */
async function startNetwork(hub: string) {
  const { ca, leaf } = createAuthority(['hub.test']);
  const front = createSecureServer(leaf, (line) => {
    const on = connect(Number(new URL(hub).port), '127.0.0.1');
    on.on('error', () => line.destroy());
    line.on('error', () => on.destroy());
    line.pipe(on).pipe(line);
  });
  await listen(front);
  const tunnel = { asked: [] as string[], wantsPassword: false };
  const proxy = createServer().on('connect', (request, line) => {
    tunnel.asked.push(request.url ?? '');
    if (tunnel.wantsPassword) {
      line.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n',
      );
      return;
    }
    const on = connect(portOf(front), '127.0.0.1', () => {
      line.write('HTTP/1.1 200 OK\r\n\r\n');
      on.pipe(line).pipe(on);
    });
    on.on('error', () => line.destroy());
    line.on('error', () => on.destroy());
  });
  await listen(proxy);
  const socks = await startSocks(() => portOf(front));
  const script = { picks: '' };
  const pac = createServer((_request, answer) => {
    answer.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
    answer.end(
      `function FindProxyForURL(url, host) { return dnsDomainIs(host, '.test') ? '${script.picks}' : 'DIRECT'; }`,
    );
  });
  await listen(pac);
  return {
    ca,
    tunnel,
    socks,
    script,
    byTunnel: `PROXY 127.0.0.1:${portOf(proxy)}`,
    bySocks: `SOCKS5 127.0.0.1:${socks.port}; DIRECT`,
    /** Without a desktop's own setting Chromium takes the account's. */
    env: { auto_proxy: `http://127.0.0.1:${portOf(pac)}/proxy.pac`, XDG_CURRENT_DESKTOP: '' },
    async close() {
      for (const server of [proxy, pac]) {
        server.closeAllConnections();
        server.close();
      }
      front.close();
      await socks.close();
    },
  };
}

test('the way that a script of the system picks is gone, by a tunnel and by SOCKS; a password is asked for in words', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const desk = await openDesk();
  const network = await startNetwork(desk.proxy.url);
  try {
    const authority = join(desk.data, 'authority.pem');
    await writeFile(authority, network.ca);
    const set = { hub: 'https://hub.test', proxy: 'system', authority };
    await writeFile(join(desk.data, 'admin.json'), JSON.stringify(set));
    const { env } = network;

    network.script.picks = network.byTunnel;
    const first = await desk.launchEnrolled({ hub: undefined, env });
    await signInToCounter(first.page);
    await expectAllSent(first.page);
    expect(new Set(network.tunnel.asked)).toEqual(new Set(['hub.test:443']));
    const log = await readFile(join(desk.data, 'logs', 'counter-assist.log'), 'utf8');
    expect(log).toContain(`the system's proxy: ${network.byTunnel}`);
    // What asks for the script is another run: this one still has no network for a page.
    const found = await first.page.evaluate(
      async (url) =>
        await fetch(url).then(
          () => 'through',
          () => 'refused',
        ),
      env.auto_proxy,
    );
    expect(found).toBe('refused');
    await first.close();
    // What the asked run keeps is the account's alone, and goes with the profile.
    const profile = join(desk.data, 'profile');
    for (const folder of [profile, join(profile, 'proxy')]) {
      expect([folder, (await stat(folder)).mode & 0o077]).toEqual([folder, 0]);
    }

    network.script.picks = network.bySocks;
    network.tunnel.asked.length = 0;
    // As it is shipped: packed, with its fuses.
    const packaged = await packagedAppForTest(await prepareRuntime());
    const second = await desk.launch({ hub: undefined, env, packaged });
    await signInToCounter(second.page);
    await expect.poll(() => network.socks.asked).toContain('hub.test:443');
    await expectAllSent(second.page);
    expect(network.tunnel.asked).toEqual([]);
    await second.close();

    network.script.picks = network.byTunnel;
    network.tunnel.wantsPassword = true;
    const third = await desk.launch({ hub: undefined, env });
    await expect(third.page.getByText('去总部路上的代理要用户名和密码')).toBeVisible({
      timeout: 90_000,
    });
    await third.close();
  } finally {
    await network.close();
  }
});
