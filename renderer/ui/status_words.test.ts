import { expect, test } from 'vitest';
import { day, type Instant } from '#shared/base/month.ts';
import type { SyncStatus } from '#shared/contract/view_status.ts';
import { isWarning, statusWords } from './status_words.ts';

const sync = (more: Partial<SyncStatus> = {}): SyncStatus => ({
  line: 'online',
  trouble: null,
  problem: null,
  refused: null,
  protocols: null,
  lastContact: null,
  asOf: day('2026-10-31'),
  unsent: 0,
  oldestUnsent: null,
  quarantined: 0,
  missing: null,
  progress: null,
  hubUrl: 'http://hub',
  unsaved: 0,
  due: null,
  isLocked: false,
  clockAhead: null,
  ...more,
});
const words = (more: Partial<SyncStatus>, isProtected = true): string[] =>
  statusWords(sync(more), isProtected, 600_000).map((item) => item.word);

test('a quiet day says three things', () => {
  expect(words({})).toEqual(['online', 'asOf', 'allSent']);
});

test('where nothing can be read, nothing is claimed to be sent', () => {
  expect(words({ line: 'never', asOf: null })).toEqual(['never', 'noData']);
});

test('what waits is counted and aged', () => {
  expect(
    statusWords(
      sync({ line: 'offline', unsent: 4, unsaved: 4, oldestUnsent: 0 as Instant }),
      true,
      600_000,
    ),
  ).toEqual([
    { word: 'offline' },
    { word: 'asOf', day: '2026-10-31' },
    { word: 'unsent', count: 4 },
    { word: 'oldest', ageMs: 600_000 },
  ]);
});

test('what is on its way is not told to wait: each entry is, for a moment', () => {
  const sent = { unsent: 1, unsaved: 1, oldestUnsent: 0 as Instant };
  const at = (now: number) => statusWords(sync(sent), true, now).map(({ word }) => word);
  expect(at(59_999)).toEqual(['online', 'asOf', 'unsent']);
  expect(at(60_000)).toEqual(['online', 'asOf', 'unsent', 'oldest']);
});

test('a refused pack, events sent back and a bare key are warnings; data under way is not', () => {
  const all = words(
    { refused: 'forged', quarantined: 2, progress: { step: 'pack', done: 1, total: 4 } },
    false,
  );
  expect(all).toEqual([
    'online',
    'asOf',
    'fetching',
    'quarantined',
    'refused',
    'unprotected',
    'allSent',
  ]);
  expect(statusWords(sync(), true, 0).some((item) => isWarning(item.word))).toBe(false);
  expect(isWarning('refused') && isWarning('quarantined') && isWarning('unprotected')).toBe(true);
});

test.each([
  [3, 'updateDue'],
  [1, 'hubBehind'],
] as const)('with HQ at protocol %i and this program at 2 it says %s', (hub, word) => {
  const words = statusWords(sync({ protocols: { hub, own: 2 } }), true, 0);
  expect(words).toContainEqual({ word, hub, own: 2 });
  expect(isWarning(word)).toBe(true);
});

test('what does not pass although HQ answers is said first, with its reason', () => {
  expect(words({ line: 'stuck', trouble: 'blocked', unsent: 3, unsaved: 3 })).toEqual([
    'stuck',
    'blocked',
    'asOf',
    'unsent',
  ]);
  expect(isWarning('stuck') && isWarning('blocked') && isWarning('diskFull')).toBe(true);
});

test('what a stick was given waits for its receipt, and a branch without a line says how it goes', () => {
  expect(words({ hubUrl: null, line: 'never', unsent: 3, unsaved: 0 })).toEqual([
    'byStick',
    'asOf',
    'saved',
  ]);
  expect(words({ unsent: 3, unsaved: 1 })).toContain('unsent');
});

test.each([
  [86_400_000, 'clockAhead'],
  [-86_400_000, 'clockBehind'],
] as const)('a clock that is off by %i ms is said as %s', (clockAhead, word) => {
  expect(statusWords(sync({ clockAhead }), true, 0)).toContainEqual({ word, byMs: 86_400_000 });
  expect(isWarning(word)).toBe(true);
});

const inDays = (days: number) => (600_000 + days * 86_400_000) as Instant;

test('HQ is asked for in time, and the lock is said', () => {
  expect(words({ due: inDays(20) })).not.toContain('due');
  expect(statusWords(sync({ due: inDays(3) }), true, 600_000)).toContainEqual({
    word: 'due',
    days: 3,
  });
  expect(words({ due: inDays(-1), isLocked: true })).toContain('locked');
  expect(isWarning('locked')).toBe(true);
});
