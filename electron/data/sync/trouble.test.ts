// Every failure of a round has its word, or another member of the status that says it.
import { expect, it } from 'vitest';
import { localFailure, troubleOf } from './trouble.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

it.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_WRITE', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['SQLITE_CORRUPT_VTAB', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['ERR_OTHER', 'unread'],
] as const)('%s of this computer is told as %s', (code, trouble) => {
  expect(troubleOf(localFailure(coded(code)))).toBe(trouble);
});

it.each([
  ['unauthorised', 'blocked'],
  ['unavailable', 'busy'],
  ['too-many', 'busy'],
  ['bad-request', 'unread'],
  ['protocol', null],
  ['no-pack', null],
] as const)("HQ's refusal %s is told as %s", (code, trouble) => {
  const refused = { hubNow: null, hubProtocol: null, retryAfterMs: 0, message: '', code };
  expect(troubleOf({ type: 'refused', ...refused })).toBe(trouble);
});
