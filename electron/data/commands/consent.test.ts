// "Recommend nothing to me again": silent at once in the visit that is open, and in the next; taken back the same way.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { dayOfInstant, DAY_MS } from '#shared/base/month.ts';
import type { Care } from '#shared/model/care.ts';
import type { ChangeRow } from '#shared/wire/change.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import {
  answerInput,
  type BranchAtWork,
  branchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '../device.ts';
import { auditFrom } from '../store/audit.ts';
import { eventsOfVisit } from '../store/events.ts';

let branch: BranchAtWork;
let clerk: Client;

beforeAll(async () => {
  branch = await branchAtWork({ more: [care('birthday'), care('contract-end')] });
  clerk = await clerkAt(branch.process);
});
afterAll(() => branch.stop());

/** Due today for customer 1. */
function care(what: 'birthday' | 'contract-end'): ChangeRow {
  const due = dayOfInstant(Date.now(), BRANCH.timeZone);
  const id = `${due}.1.${what}`;
  const about = due;
  const doc: Care =
    what === 'birthday'
      ? { id, customer: 1, due, kind: 'key-date', keyDate: what, about }
      : { id, customer: 1, due, kind: what, keyDate: null, about };
  return { entity: 'care', id, doc };
}

const say = (id: number, optedOut: boolean, visit: VisitView['visit'] | null) =>
  clerk.send('customer.consent', { id, optedOut, visit });
const optedOutBy = async (id: number) =>
  value(await clerk.send('customer.open', { id })).optedOutBy;

it('takes the sentence away at once, and gives the same back', async () => {
  const before = await startVisit(clerk, 1);
  expect(before.proposals.length).toBeGreaterThan(0);
  const { visit: out } = value(await say(1, true, before.visit));
  expect(out).toMatchObject({ proposals: [], silence: { code: 'opted-out' }, intended: 5_000 });
  expect(await optedOutBy(1)).toBe('counter');
  const stale = failure(await clerk.send('visit.answer', answerInput(before, 'accepted')));
  expect(stale.type).toBe('unknown-proposal');
  expect((await startVisit(clerk, 1)).silence?.code).toBe('opted-out');

  const { visit: back } = value(await say(1, false, before.visit));
  expect(back?.proposals.map(({ sentence }) => sentence)).toEqual(
    before.proposals.map(({ sentence }) => sentence),
  );
  expect(await optedOutBy(1)).toBeNull();
});

const kinds = (items: readonly Pick<Care, 'kind'>[]) => items.map(({ kind }) => kind);

it('answers what care is still owed, as the customer’s page has it', async () => {
  const page = async () => value(await clerk.send('customer.open', { id: 1 }));
  expect(kinds((await page()).care)).toEqual(['key-date', 'contract-end']);
  const out = value(await say(1, true, null));
  expect(out).toMatchObject({ optedOutBy: 'counter' });
  expect(kinds(out.care)).toEqual(['contract-end']);
  expect((await page()).care).toEqual(out.care);
  const back = value(await say(1, false, (await startVisit(clerk, 1)).visit));
  expect(back).toMatchObject({ optedOutBy: null });
  expect(kinds(back.care)).toEqual(['key-date', 'contract-end']);
});

it('is noted outside of a visit and after its end too, and outlasts a restart and a clock set back', async () => {
  expect(value(await say(2, true, null)).visit).toBeNull();
  branch.process.clockShift = -DAY_MS;
  value(await say(2, false, null));
  expect(await optedOutBy(2)).toBeNull();
  value(await say(2, true, null));
  branch.process.clockShift = 0;
  await branch.restart();
  clerk = await clerkAt(branch.process);
  expect(await optedOutBy(2)).toBe('counter');

  const visit = await startVisit(clerk, 3);
  value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: null, gifts: [] }));
  const { visit: finished } = value(await say(3, true, visit.visit));
  expect(finished?.decision).toBe(visit.decision);
  expect((await startVisit(clerk, 3)).proposals).toEqual([]);
});

it('a finish that is taken back sells nothing to who has opted out since', async () => {
  const visit = await startVisit(clerk, 102);
  expect(visit.proposals.length).toBeGreaterThan(0);
  const done = value(
    await clerk.send('visit.finish', { visit: visit.visit, prepaid: null, gifts: [] }),
  );
  value(await say(102, true, visit.visit));
  const event = done.finished?.event ?? visit.visit;
  const open = value(await clerk.send('visit.undo', { visit: visit.visit, event }));
  expect(open).toMatchObject({ finished: null, proposals: [], silence: { code: 'opted-out' } });
  const stale = failure(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
  expect(stale.type).toBe('unknown-proposal');
  value(await say(102, false, visit.visit));
});

it('refuses strangers, other visits, and what HQ’s own system says', async () => {
  const visit = await startVisit(clerk, 100);
  expect(failure(await say(9_999, true, null)).type).toBe('unknown-customer');
  expect(failure(await say(101, true, visit.visit))).toMatchObject({ type: 'bad-input' });
  expect(await optedOutBy(4)).toBe('hq');
  expect(failure(await say(4, false, null)).type).toBe('opted-out-at-hq');
  const nobody = branch.process.connect();
  const refused = await nobody.send('customer.consent', { id: 100, optedOut: true, visit: null });
  expect(failure(refused).type).toBe('signed-out');
  expect(await optedOutBy(100)).toBeNull();
});

it('tells HQ who said what in which visit, and the audit log', async () => {
  const visit = await startVisit(clerk, 102);
  value(await say(102, true, visit.visit));
  const ledger = openTestLedger({
    file: ledgerPath(branch.process.dataDir, 'dev-1'),
    key: 'b'.repeat(64),
    nativeBinding: nativeBinding(),
  });
  const audited = auditFrom(ledger, 1, 1_000).filter(({ action }) => action === 'consent');
  const events = eventsOfVisit(ledger, visit.visit);
  ledger.close();
  expect(events.map(({ kind }) => kind)).toEqual([
    'visit.started',
    'decision.made',
    'consent.changed',
    'decision.made',
  ]);
  expect(events[2]).toMatchObject({
    staff: 'c1',
    payload: { visit: visit.visit, customer: 102, optedOut: true },
  });
  expect(audited.at(-1)).toMatchObject({
    customer: 102,
    staff: 'c1',
    detail: { optedOut: true },
  });
});
