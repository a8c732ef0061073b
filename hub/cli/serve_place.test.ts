import { expect, it } from 'vitest';
import { openWarning, pageProblem } from './serve_place.ts';

const both = { page: true, devices: true };

it.each([
  { host: '127.0.0.1' },
  { host: '::1' },
  { host: '0.0.0.0', pageHost: '127.0.0.1' },
  { host: '0.0.0.0', pageOrigin: 'https://hq.example' },
  { host: '0.0.0.0', page: false },
])('serves where no password travels in the open: %j', (place) => {
  expect(pageProblem({ ...both, ...place })).toBeNull();
});

it.each([
  [{ host: '0.0.0.0' }, 'would take passwords in the open'],
  [{ host: '127.0.0.1', pageHost: '10.1.2.3' }, 'at 10.1.2.3 would take'],
  [{ host: '0.0.0.0', pageOrigin: 'http://127.0.0.1:8461' }, 'would take passwords'],
  [{ host: '127.0.0.1', pageOrigin: 'http://hq.example' }, '--page-origin: https'],
  [{ host: '127.0.0.1', pageOrigin: 'https://hq.example/page' }, '--page-origin: https'],
  [{ host: '127.0.0.1.evil.example' }, 'would take passwords'],
])('serves nowhere else: %j', (place, problem) => {
  expect(pageProblem({ ...both, ...place })).toContain(problem);
});

it('says that the branches are served without TLS of its own', () => {
  expect(openWarning({ ...both, host: '127.0.0.1' })).toBeNull();
  expect(openWarning({ ...both, host: '0.0.0.0', devices: false })).toBeNull();
  expect(openWarning({ ...both, host: '0.0.0.0' })).toContain('put a TLS proxy before it');
});
