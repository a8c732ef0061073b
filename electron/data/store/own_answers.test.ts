// What a device learns from its own answers: counted by treatment and group, each answer once.
import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/base/month.ts';
import type { Answer } from '#shared/model/visit.ts';
import {
  answered,
  append,
  decided,
  newId,
  openTestLedger,
  undone,
} from '#tests/fixtures/ledger.ts';
import type { WritableDB } from '../db/driver.ts';
import { ownBeliefCells } from './own_answers.ts';

const YESTERDAY = '2026-11-17' as Day;
const TODAY = '2026-11-18' as Day;

/** Decision and answer of one visit. */
function visit(ledger: WritableDB, answer: Answer, facts: object, day = YESTERDAY) {
  const id = newId();
  const decision = append(ledger, decided(id, 1, JSON.stringify({ facts })), { day });
  return { id, event: append(ledger, answered(id, answer, 1, 'prepay-gift', decision), { day }) };
}

const NETIZEN = { valueGroup: 'netizen', consumptionGroup: 'A1R2D3' };

describe('ownBeliefCells', () => {
  it('counts a yes, and what was said without one, by the groups of the decision', () => {
    const ledger = openTestLedger();
    visit(ledger, 'accepted', NETIZEN);
    visit(ledger, 'declined', NETIZEN);
    visit(ledger, 'later', NETIZEN);
    visit(ledger, 'accepted', { valueGroup: null, consumptionGroup: null });
    expect(ownBeliefCells(ledger, 0, TODAY)).toEqual([
      {
        offer: 'prepay-gift',
        treatment: 'plain',
        valueGroup: '-',
        cluster: '-',
        said: 1,
        yes: 1,
      },
      {
        offer: 'prepay-gift',
        treatment: 'plain',
        valueGroup: 'netizen',
        cluster: 'A1R2D3',
        said: 3,
        yes: 1,
      },
    ]);
    ledger.close();
  });

  it('leaves out what was not said, what the customer has, what was taken back', () => {
    const ledger = openTestLedger();
    visit(ledger, 'not-said', NETIZEN);
    visit(ledger, 'has-it', NETIZEN);
    const slip = visit(ledger, 'accepted', NETIZEN);
    append(ledger, undone(slip.id, slip.event), { day: YESTERDAY });
    expect(ownBeliefCells(ledger, 0, TODAY)).toEqual([]);
    ledger.close();
  });

  it('leaves out what HQ has counted, and the present day', () => {
    const ledger = openTestLedger();
    visit(ledger, 'accepted', NETIZEN);
    visit(ledger, 'accepted', NETIZEN, TODAY);
    expect(ownBeliefCells(ledger, 0, TODAY)).toHaveLength(1);
    expect(ownBeliefCells(ledger, 2, TODAY)).toEqual([]);
    ledger.close();
  });
});
