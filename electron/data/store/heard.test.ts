// The branch's memory: own answers and those of the other devices, each once, the newest first.
import { expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import type { Heard } from '#shared/model/heard.ts';
import { cacheOfHeard } from '#tests/fixtures/heard_cache.ts';
import { answered, append, newId, openTestLedger, undone } from '#tests/fixtures/ledger.ts';
import { answersOfBranch } from './heard.ts';

const AT = 1_795_000_000_000;
const at = (minutes: number): Instant => (AT + minutes * 60_000) as Instant;

const heard: Heard = {
  customer: 7,
  answers: [
    { device: 'dev-2', offer: 'data-pack', answer: 'declined', at: at(-90), laterOn: null },
    // This device's own, as HQ heard it: it stands in the ledger, perhaps taken back since.
    { device: 'dev-1', offer: 'prepay-gift', answer: 'declined', at: at(0), laterOn: null },
    { device: 'dev-3', offer: 'reading', answer: 'later', at: at(5), laterOn: null },
  ],
  complaints: [],
  walkIns: [],
};

it('puts own answers and those of others in order, and takes its own from the ledger only', () => {
  const ledger = openTestLedger();
  const visit = newId();
  const first = append(ledger, answered(visit, 'declined', 7), { at: at(0) });
  append(ledger, undone(visit, first), { at: at(1) });
  append(ledger, answered(visit, 'accepted', 7), { at: at(2) });
  append(ledger, answered(newId(), 'accepted', 8), { at: at(3) });
  const rows = answersOfBranch(ledger, cacheOfHeard(heard), 7, 'dev-1', 10);
  expect(rows.map(({ offer, answer }) => `${offer} ${answer}`)).toEqual([
    'reading later',
    'prepay-gift accepted',
    'data-pack declined',
  ]);
  expect(rows[1]?.visit).toBe(visit);
  expect(answersOfBranch(ledger, cacheOfHeard(heard), 7, 'dev-1', 2)).toEqual(rows.slice(0, 2));
});

it('needs nothing of HQ', () => {
  const ledger = openTestLedger();
  append(ledger, answered(newId(), 'later', 7));
  expect(answersOfBranch(ledger, cacheOfHeard(null), 7, 'dev-1', 10)).toHaveLength(1);
  expect(answersOfBranch(ledger, cacheOfHeard(heard), 9, 'dev-1', 10)).toEqual([]);
});
