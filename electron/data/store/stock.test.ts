// Gift stock is a projection: it must always equal what the events say.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finished, newId, openTestLedger, stamp, undone } from '#tests/fixtures/ledger.ts';
import { GIFTS } from '#tests/fixtures/branch.ts';
import { appendEvent } from './events.ts';
import { drawnByGift, drawnFromEvents, drawStock, giftsLeft, returnStock } from './stock.ts';

describe('stock', () => {
  it('equals the sum over finished visits that were not undone', () => {
    const draw = fc.record({
      gift: fc.constantFrom('umbrella', 'oil'),
      count: fc.integer({ min: 1, max: 3 }),
    });
    const visit = fc.record({
      gifts: fc.uniqueArray(draw, { selector: ({ gift }) => gift, maxLength: 2 }),
      isUndone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 8 }), (visits) => {
        const ledger = openTestLedger();
        for (const { gifts, isUndone } of visits) {
          const id = newId();
          const finish = finished(id, 10_000, gifts);
          ledger.transaction(() => {
            appendEvent(ledger, finish, stamp());
            drawStock(ledger, gifts);
          });
          if (!isUndone) continue;
          ledger.transaction(() => {
            appendEvent(ledger, undone(id, finish.id), stamp());
            returnStock(ledger, gifts);
          });
        }
        const nonZero = [...drawnByGift(ledger)].filter(([, count]) => count !== 0).toSorted();
        expect(nonZero).toEqual([...drawnFromEvents(ledger)].toSorted());
        ledger.close();
      }),
      { numRuns: 25 },
    );
  });

  it('counts from what HQ allocated', () => {
    expect(giftsLeft(GIFTS, new Map([['umbrella', 2]]))).toEqual(
      new Map([
        ['umbrella', 1],
        ['oil', 10],
      ]),
    );
  });

  it('cannot have drawn less than nothing', () => {
    const ledger = openTestLedger();
    expect(() => returnStock(ledger, [{ gift: 'oil', count: 1 }])).toThrow(/never drawn/);
    drawStock(ledger, [{ gift: 'oil', count: 1 }]);
    expect(() => returnStock(ledger, [{ gift: 'oil', count: 2 }])).toThrow(/CHECK/);
  });
});
