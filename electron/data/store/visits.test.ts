// A visit folded from its events.
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import {
  answered,
  append,
  decided,
  finished,
  newId,
  openTestLedger,
  started,
  undone,
} from '#tests/fixtures/ledger.ts';
import { answersOfCustomer } from './history.ts';
import { newestEntry, readVisit, upliftOf } from './visits.ts';
import type { Day } from '#shared/base/month.ts';

describe('readVisit', () => {
  it('follows answers, finish and what was taken back', () => {
    const ledger = openTestLedger();
    const visit = newId();
    append(ledger, started(visit));
    expect(readVisit(ledger, visit)).toBeUndefined();
    append(ledger, decided(visit));
    const answer = append(ledger, answered(visit, 'accepted'));
    expect(readVisit(ledger, visit)).toMatchObject({
      intended: 5_000,
      answers: [{ event: answer }],
    });
    append(ledger, undone(visit, answer));
    expect(readVisit(ledger, visit)?.answers).toEqual([]);
    const other = append(ledger, answered(visit, 'declined'));
    append(ledger, undone(visit, other), { device: 'dev-2' });
    expect(readVisit(ledger, visit)?.answers).toMatchObject([{ event: other }]);
    const finish = append(ledger, finished(visit, 8_000));
    const folded = readVisit(ledger, visit);
    expect(folded?.finished).toMatchObject({ event: finish, prepaid: 8_000, uplift: 3_000 });
    expect(folded === undefined ? null : newestEntry(folded)).toMatchObject({ kind: 'finish' });
    append(ledger, undone(visit, finish));
    expect(readVisit(ledger, visit)?.finished).toBeNull();
  });
});

describe('upliftOf', () => {
  it.each([
    ['top-up', 5_000, 10_000, 5_000],
    ['top-up', 10_000, 5_000, -5_000],
    ['top-up', null, 10_000, null],
    ['top-up', 5_000, null, null],
    ['bill', 5_000, 10_000, null],
  ] as const)('%s of %s, prepaid %s: %s', (purpose, intended, prepaid, uplift) => {
    expect(
      upliftOf({
        purpose,
        intended: intended === null ? null : fen(intended),
        prepaid: prepaid === null ? null : fen(prepaid),
      }),
    ).toBe(uplift);
  });
});

describe('projections', () => {
  it('leave out what was undone, and know one customer and one day from another', () => {
    const ledger = openTestLedger();
    const visit = newId();
    append(ledger, started(visit, 1));
    const first = append(ledger, answered(visit, 'declined', 1));
    append(ledger, undone(visit, first));
    append(ledger, answered(visit, 'later', 1));
    append(ledger, answered(newId(), 'accepted', 2));
    const yesterday = '2026-11-17' as Day;
    append(ledger, answered(newId(), 'accepted', 3), { day: yesterday });
    expect(answersOfCustomer(ledger, 1, 10)).toMatchObject([
      { visit, offer: 'prepay-gift', answer: 'later', laterOn: '2026-12-01' },
    ]);
  });
});
