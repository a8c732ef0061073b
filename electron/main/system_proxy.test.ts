// What the system names, read; asked for each address, now and then, by a run that may fail.
import { expect, it } from 'vitest';
import { answerOf, createSystemProxy, waysOf } from './system_proxy.ts';

it.each([
  ['DIRECT', [null]],
  ['', [null]],
  ['PROXY proxy.example:3128', ['http://proxy.example:3128']],
  ['PROXY [::1]:3128;DIRECT', ['http://[::1]:3128', null]],
  [
    'SOCKS5 10.0.0.1:1080; PROXY 10.0.0.2:8080; DIRECT',
    ['socks5://10.0.0.1:1080', 'http://10.0.0.2:8080', null],
  ],
  // Told by the line as a kind that is not gone through.
  [
    'HTTPS proxy.example:443;SOCKS proxy.example:1080',
    ['https://proxy.example:443', 'socks4://proxy.example:1080'],
  ],
  ['DIRECT; PROXY late.example:80', [null, 'http://late.example:80']],
  ['PROXY user@proxy.example:80', [null]],
])('%s', (named, ways) => {
  expect(waysOf(named)).toEqual(ways);
});

function systemOf(ask: (address: string) => Promise<string>) {
  const told: string[] = [];
  const time = { at: 0 };
  const find = createSystemProxy({
    ask,
    log: (level, text) => told.push(`${level} ${text}`),
    now: () => time.at,
  });
  return { find, told, time };
}

it('asks once in five minutes for an address, among whatever else the run prints', async () => {
  let asked = 0;
  const { find, told, time } = systemOf(async (address) => {
    asked += 1;
    const resolver = {
      resolveProxy: (url: string) => Promise.resolve(`PROXY ${asked}.${url[8]}:80`),
    };
    return `Xlib: a warning\n${await answerOf(resolver, address)}\n`;
  });
  expect(await find('https://a/')).toEqual(['http://1.a:80']);
  expect(await find('https://b/')).toEqual(['http://2.b:80']);
  time.at = 299_999;
  expect(await find('https://a/')).toEqual(['http://1.a:80']);
  time.at = 300_000;
  expect(await find('https://a/')).toEqual(['http://3.a:80']);
  expect(told).toHaveLength(3);
});

it('goes straight where nothing is to be learned, and says so', async () => {
  let asked = 0;
  const { find, told, time } = systemOf(() => {
    asked += 1;
    return asked === 1
      ? Promise.reject(new Error('no answer in time'))
      : Promise.resolve('counter-assist proxy: PROXY a:80\n');
  });
  expect(await find('https://a/')).toEqual([null]);
  time.at = 29_999;
  expect(await find('https://a/')).toEqual([null]);
  expect(await systemOf(() => Promise.resolve('nothing\n')).find('https://a/')).toEqual([null]);
  time.at = 30_000;
  expect(await find('https://a/')).toEqual(['http://a:80']);
  expect(told.slice(0, 1)).toEqual([
    "warn the system's proxy is not to be learned: no answer in time",
  ]);
});

it('takes a few of the ways that a script names, and tells little of one that names thousands', async () => {
  const named = Array.from({ length: 20_000 }, (_, index) => `PROXY proxy${index}.example:80`);
  const { find, told } = systemOf(() =>
    Promise.resolve(`counter-assist proxy: ${named.join('; ')}\n`),
  );
  expect(await find('https://a/')).toHaveLength(8);
  expect(told.join('').length).toBeLessThan(400);
});
