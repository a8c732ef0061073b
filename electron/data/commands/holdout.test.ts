// A customer kept for comparison: the counter gets the reply of one for whom nothing is worth saying, HQ the ghosts.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Client } from '#electron/port/client.ts';
import { dayOfInstant } from '#shared/base/month.ts';
import { fen } from '#shared/base/money.ts';
import { isHeldOut } from '#shared/engine/funnel/holdout.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import { BRANCH, CATALOG, CUSTOMERS, POLICY } from '#tests/fixtures/branch.ts';
import {
  type BranchAtWork,
  branchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '../device.ts';
import { eventsOfVisit } from '../store/events.ts';

const HALF = 50;
const kept = keptCustomer();

/** The same offers, of which none brings anything. */
const WORTHLESS: Catalog = {
  ...CATALOG,
  offers: CATALOG.offers.map((offer) => ({
    ...offer,
    tiers: offer.tiers.map((tier) => ({ ...tier, margin: fen(0), cost: fen(0) })),
  })),
};

let lot: BranchAtWork;
let poor: BranchAtWork;
let clerks: readonly [Client, Client];

beforeAll(async () => {
  const customers = CUSTOMERS.slice(0, 1).map((customer) => ({ ...customer, id: kept }));
  lot = await branchAtWork({ customers, policy: { ...POLICY, holdoutPercent: HALF } });
  poor = await branchAtWork({ customers, catalog: WORTHLESS });
  clerks = [await clerkAt(lot.process), await clerkAt(poor.process)];
});
afterAll(async () => {
  await lot.stop();
  await poor.stop();
});

function keptCustomer(): number {
  const today = dayOfInstant(Date.now(), BRANCH.timeZone);
  for (let id = 1; ; id += 1) if (isHeldOut(id, today, HALF)) return id;
}

const withoutIds = (view: VisitView) => ({ ...view, visit: '', decision: '', startedAt: 0 });

it('gives the same reply to the letter, and keeps what would have been said for HQ', async () => {
  const [ofLot, ofPoor] = [await startVisit(clerks[0], kept), await startVisit(clerks[1], kept)];
  expect(ofLot.proposals).toEqual([]);
  expect(JSON.stringify(withoutIds(ofLot))).toBe(JSON.stringify(withoutIds(ofPoor)));

  const [ghosts, none] = [inputsOf(lot, ofLot), inputsOf(poor, ofPoor)];
  expect(ghosts.ghosts).toMatchObject([{ offer: 'prepay-gift' }]);
  expect(none).not.toHaveProperty('ghosts');
});

const ends = (view: VisitView) => ({
  ...withoutIds(view),
  finished: { ...view.finished, event: null },
  undo: null,
});

const finish = async (client: Client) => {
  const { visit } = await startVisit(client, kept);
  return value(await client.send('visit.finish', { visit, prepaid: 5_000, gifts: [] }));
};

it('gives the same reply to the end of the visit', async () => {
  const [ofLot, ofPoor] = [await finish(clerks[0]), await finish(clerks[1])];
  expect(ends(ofLot)).toEqual(ends(ofPoor));
});

function inputsOf(branch: BranchAtWork, { visit }: VisitView): { ghosts?: unknown } {
  const ledger = openTestLedger({
    file: ledgerPath(branch.process.dataDir, 'dev-1'),
    key: 'b'.repeat(64),
    nativeBinding: nativeBinding(),
  });
  const made = eventsOfVisit(ledger, visit).find(({ kind }) => kind === 'decision.made');
  ledger.close();
  if (made === undefined) throw new Error('nothing was decided');
  return JSON.parse((made.payload as { inputs: string }).inputs) as { ghosts?: unknown };
}
