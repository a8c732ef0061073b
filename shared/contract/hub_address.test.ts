import { expect, test } from 'vitest';
import { isHubAddress, wholeHubAddress } from './hub_address.ts';

test('only https leaves this machine', () => {
  for (const url of [
    'https://hub.example.cn',
    'https://10.0.0.5:8443/hub',
    'http://127.0.0.1:8460',
    'http://127.8.0.9/',
    'http://localhost:8460/hub',
    'http://[::1]:8460',
  ]) {
    expect(isHubAddress(url)).toBe(true);
  }
  for (const url of [
    'http://hub.example.cn',
    'http://10.0.0.5:8460',
    'http://localhost.example.cn',
    'http://127.0.0.1.example.cn',
    'http://127.0.0.1@example.cn',
    'http://127.0.0.1:80@example.cn',
    'http://localhost:pass@example.cn',
    'https://user@example.cn',
    'ftp://127.0.0.1',
    'https://',
    '',
  ]) {
    expect(isHubAddress(url)).toBe(false);
  }
});

test('a bare address is taken for https, but for this machine', () => {
  expect(wholeHubAddress('hub.example.cn:8443')).toBe('https://hub.example.cn:8443');
  expect(wholeHubAddress('10.0.0.5:8080')).toBe('https://10.0.0.5:8080');
  expect(wholeHubAddress('127.0.0.1:8460')).toBe('http://127.0.0.1:8460');
  expect(wholeHubAddress('127.0.0.1.example.cn')).toBe('https://127.0.0.1.example.cn');
});
