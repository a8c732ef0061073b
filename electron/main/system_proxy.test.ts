// What Chromium answers, read: the first proxy that can be gone through.
import { expect, it } from 'vitest';
import { systemProxy } from './system_proxy.ts';

const found = async (named: string) => {
  const told: string[] = [];
  const asked: string[] = [];
  const resolver = {
    resolveProxy: (url: string) => {
      asked.push(url);
      return Promise.resolve(named);
    },
  };
  const proxy = await systemProxy(resolver, 'https://hq.example', (text) => told.push(text));
  expect(asked).toEqual(['https://hq.example']);
  return [proxy, told.length];
};

it.each([
  ['DIRECT', [null, 0]],
  ['', [null, 0]],
  ['PROXY proxy.example:3128', ['http://proxy.example:3128', 0]],
  ['PROXY [::1]:3128;DIRECT', ['http://[::1]:3128', 0]],
  ['SOCKS5 10.0.0.1:1080; PROXY 10.0.0.2:8080; DIRECT', ['http://10.0.0.2:8080', 1]],
  ['HTTPS proxy.example:443;SOCKS proxy.example:1080', [null, 2]],
  ['DIRECT; PROXY late.example:80', [null, 0]],
  ['PROXY user@proxy.example:80', [null, 1]],
])('%s', async (named, what) => {
  expect(await found(named)).toEqual(what);
});

it('goes on without one where Chromium does not answer, and says so', async () => {
  const told: string[] = [];
  const resolver = { resolveProxy: () => Promise.reject(new Error('no')) };
  expect(await systemProxy(resolver, null, (text) => told.push(text))).toBeNull();
  expect(told).toEqual(["the system's proxy is not to be learned: Error: no"]);
});
