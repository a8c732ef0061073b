// A change says whom HQ erased: the branch's own ledger loses what is about them, and keeps its figures and its order.
import { afterEach, expect, it } from 'vitest';
import { openEncrypted } from '../db/open.ts';
import { sql } from '../db/sql.ts';
import type { WritableDB } from '../db/driver.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { CUSTOMERS } from '#tests/fixtures/branch.ts';
import { untilState, value } from '#tests/fixtures/data_process.ts';
import { LEDGER_KEY } from '#tests/fixtures/fake_hub.ts';
import { append, newId, openTestLedger, started } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { buildChange, publishedBranch, row } from '#tests/fixtures/published.ts';
import { eraseFromLedger } from './erasure.ts';

let branch: BranchAtWork | null = null;
let ledger: WritableDB | null = null;
afterEach(async () => {
  ledger?.close();
  await branch?.stop();
  [ledger, branch] = [null, null];
});

/** All text of a ledger. */
function textOf(db: WritableDB): string {
  const tables = db.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name in
      ('event', 'told_event', 'correction', 'decision_text', 'visit_row')`,
  );
  return tables
    .flatMap(({ name }) => db.all({ text: `select * from ${name}`, values: [] }))
    .map((each) => JSON.stringify(each))
    .join('\n');
}

const WORDS = ['女儿下午来办', '13812345678', '孩子生病', '东街口'];

it('follows HQ with the next change, and sends what it still owed without them', async () => {
  branch = await branchAtWork();
  const { hub, process } = branch;
  const clerk = await clerkAt(process);
  const { visit } = await startVisit(clerk, 1, null);
  value(await clerk.send('note.write', { visit, text: WORDS[0] ?? '' }));
  const words = { reason: 'slow' as const, words: WORDS[2] ?? '' };
  value(await clerk.send('visit.change', { visit, purpose: 'fault', intended: null }));
  value(await clerk.send('visit.finish', { visit, prepaid: null, gifts: [], matter: words }));
  const other = await startVisit(clerk, 2, null);
  value(await clerk.send('note.write', { visit: other.visit, text: WORDS[3] ?? '' }));
  const phone = WORDS[1] ?? '';
  const walkIn = value(
    await clerk.send('walk-in.start', { phone, purpose: 'top-up', intended: 5_000 }),
  );
  value(await clerk.send('visit.finish', { visit: walkIn.visit, prepaid: 5_000, gifts: [] }));
  await untilState(clerk, ({ sync }) => sync.unsent === 0);
  const manager = await managerAt(process);
  const figures = value(await manager.send('report.day', { day: null }));

  const erased = row('erased', '1', { customer: 1, visits: [walkIn.visit] });
  const after = publishedBranch({
    customers: CUSTOMERS.filter(({ id }) => id !== 1),
    more: [erased],
  });
  hub.changes = [buildChange(hub.keys, 2, [row('customer', '1', null), erased], after)];
  hub.latest = 2;
  value(await clerk.send('sync.now', {}));
  await untilState(clerk, ({ customers }) => customers === after.customers.length);
  expect(value(await manager.send('report.day', { day: null })).total).toEqual(figures.total);
  const { dataDir } = process;
  const file = `${dataDir}/ledger-dev-1.db`;
  await process.stop();
  const opened = openEncrypted({
    file,
    key: LEDGER_KEY,
    nativeBinding: nativeBinding(),
    use: 'ledger',
  });
  if (!opened.ok) throw new Error(opened.error.type);
  ledger = opened.value;
  const text = textOf(ledger);
  expect(WORDS.filter((word) => text.includes(word))).toEqual([WORDS[3]]);
  expect(ledger.all(sql`select sequence from event where customer = 1`).length).toBeGreaterThan(3);
});

it('lets go of nothing but the payloads of those who were erased', () => {
  ledger = openTestLedger();
  const [theirs, others] = [newId(), newId()];
  append(ledger, started(theirs, 1));
  append(ledger, started(others, 2));
  expect(eraseFromLedger(ledger, [{ customer: 1, visits: [] }])).toBe(1);
  expect(eraseFromLedger(ledger, [{ customer: 1, visits: [] }])).toBe(0);
  const db = ledger;
  expect(() => db.run(sql`update event set payload = '{}' where customer = 2`)).toThrow(
    'append-only',
  );
  expect(() => db.run(sql`update event set at = 1 where customer = 1`)).toThrow('append-only');
  expect(() => db.run(sql`delete from event where customer = 1`)).toThrow('append-only');
});
