// Each choice of leaver: who is asked about, who left, and that nothing known later is seen.
import { describe, expect, it } from 'vitest';
import { day, month, NO_END } from '#shared/base/month.ts';
import type { ChurnModel } from '#shared/model/churn_model.ts';
import { churnOfCustomer } from './churn_of_customer.ts';
import { hasLeft, historyAtRisk, type Leaving, NO_LEAVING } from './leaver.ts';
import { columnOf, customerOf, modelOf, usageOf } from './test_churn.ts';

const [SEPTEMBER, OCTOBER] = [month('2026-09'), month('2026-10')];
const SILENT = { voiceMinutes: 0, dataKb: 0 };
const leavingOf = (changes: Partial<Leaving>): Leaving => ({ ...NO_LEAVING, ...changes });

describe('a leaver by silence', () => {
  it('is asked about while there is use, and left with none', () => {
    const silent = customerOf({ months: [usageOf(8), usageOf(9), usageOf(10, SILENT)] });
    expect(historyAtRisk('silence', silent, NO_LEAVING, SEPTEMBER)).not.toBeNull();
    expect(historyAtRisk('silence', silent, NO_LEAVING, OCTOBER)).toBeNull();
    expect(hasLeft('silence', silent, NO_LEAVING, OCTOBER)).toBe(true);
    expect(hasLeft('silence', customerOf(), NO_LEAVING, OCTOBER)).toBe(false);
    const begun = customerOf({ asOf: day('2026-10-30') });
    expect(hasLeft('silence', begun, NO_LEAVING, OCTOBER)).toBeNull();
  });
});

describe('a leaver by flag or port-out', () => {
  it('left in the month of the day, and is not asked about any more', () => {
    for (const [leaver, field] of [
      ['flag', 'flagged'],
      ['port-out', 'portedOut'],
    ] as const) {
      const gone = leavingOf({ [field]: day('2026-10-12') });
      const customer = customerOf({ asOf: day('2026-10-12') });
      expect(historyAtRisk(leaver, customer, gone, SEPTEMBER)).not.toBeNull();
      expect(historyAtRisk(leaver, customer, gone, OCTOBER)).toBeNull();
      expect(hasLeft(leaver, customer, gone, OCTOBER)).toBe(true);
      expect(hasLeft(leaver, customerOf(), gone, SEPTEMBER)).toBe(false);
      // Nobody says so yet, and the month has not ended.
      expect(hasLeft(leaver, customer, NO_LEAVING, OCTOBER)).toBeNull();
      expect(hasLeft(leaver, customerOf(), NO_LEAVING, OCTOBER)).toBe(false);
    }
  });

  it('asks about a silent customer too: the number is still theirs', () => {
    const silent = customerOf({ months: [usageOf(8), usageOf(9, SILENT), usageOf(10, SILENT)] });
    expect(historyAtRisk('port-out', silent, NO_LEAVING, OCTOBER)).not.toBeNull();
  });

  it('who left by another way is no one to take the number elsewhere', () => {
    const gone = leavingOf({ flagged: day('2026-09-20') });
    expect(historyAtRisk('port-out', customerOf(), gone, SEPTEMBER)).toBeNull();
  });
});

describe('a leaver by the end of the contract', () => {
  const ends = day('2026-10-20');

  it('is asked about in the month in which it ends only', () => {
    const customer = customerOf({ contractEnd: ends });
    expect(historyAtRisk('contract-end', customer, NO_LEAVING, SEPTEMBER)).not.toBeNull();
    expect(historyAtRisk('contract-end', customer, NO_LEAVING, month('2026-08'))).toBeNull();
    expect(historyAtRisk('contract-end', customerOf(), NO_LEAVING, SEPTEMBER)).toBeNull();
    const endless = customerOf({ contractEnd: NO_END });
    expect(historyAtRisk('flag', endless, NO_LEAVING, SEPTEMBER)?.contract).toBeNull();
    expect(hasLeft('contract-end', customer, NO_LEAVING, OCTOBER)).toBe(true);
  });

  it('stays with a new one, and what was known before the new one is all that is seen', () => {
    const customer = customerOf({ contractEnd: day('2027-10-20') });
    const renewed = leavingOf({ contractBefore: { end: ends, until: day('2026-10-31') } });
    const history = historyAtRisk('contract-end', customer, renewed, SEPTEMBER);
    expect(history?.contract).toEqual({ days: 20, end: OCTOBER });
    expect(hasLeft('contract-end', customer, renewed, OCTOBER)).toBe(false);
    // Early: at the end of September the new one was known.
    const early = leavingOf({ contractBefore: { end: ends, until: day('2026-09-30') } });
    expect(historyAtRisk('contract-end', customer, early, SEPTEMBER)).toBeNull();
  });

  it('left where the file has no end any more, or not the customer', () => {
    const blanked = leavingOf({ contractBefore: { end: ends, until: day('2026-10-31') } });
    expect(hasLeft('contract-end', customerOf(), blanked, OCTOBER)).toBe(true);
    const gone = leavingOf({ flagged: day('2026-10-31') });
    const last = customerOf({ contractEnd: ends, asOf: day('2026-09-30') });
    expect(hasLeft('contract-end', last, gone, OCTOBER)).toBe(true);
    expect(hasLeft('contract-end', last, NO_LEAVING, OCTOBER)).toBeNull();
  });
});

it('a chance says whom it foretells, but of silence, and none is said of who is gone', () => {
  const silence: ChurnModel = modelOf([columnOf('tenure', 0)]);
  expect(churnOfCustomer(customerOf(), silence)).not.toHaveProperty('leaver');
  const model: ChurnModel = { ...silence, leaver: 'port-out' };
  expect(churnOfCustomer(customerOf(), model)).toMatchObject({ leaver: 'port-out' });
  const gone = leavingOf({ portedOut: day('2026-10-12') });
  expect(churnOfCustomer(customerOf(), model, gone)).toBeNull();
});
