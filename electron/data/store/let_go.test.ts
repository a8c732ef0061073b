// Past the days of the policy a ledger has no words of anybody in it; what HQ does not hold yet is never touched.
import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DAY_MS, type Day, type Instant } from '#shared/base/month.ts';
import type { KeepDays } from '#shared/model/policy.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { untilState, value } from '#tests/fixtures/data_process.ts';
import { LEDGER_KEY } from '#tests/fixtures/fake_hub.ts';
import { append, decided, newId, openTestLedger, started } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import type { WritableDB } from '../db/driver.ts';
import { openEncrypted } from '../db/open.ts';
import { sql } from '../db/sql.ts';
import { removeOldFiles } from '../old_files.ts';
import { LET_GO_START, type LetGoPlace, letGoStep } from './let_go.ts';

let branch: BranchAtWork | null = null;
let ledger: WritableDB | null = null;
afterEach(async () => {
  ledger?.close();
  await branch?.stop();
  [ledger, branch] = [null, null];
});

const DAYS: KeepDays = { contents: 100, inputs: 100, aside: null, lookUps: 100, ledgers: 30 };
const WORDS = ['女儿下午来办', '13812345678', '孩子生病'];

function letAllGo(db: WritableDB, today: Day, size = 2): number {
  let gone = 0;
  for (let from: LetGoPlace | null = LET_GO_START; from !== null;) {
    const step = letGoStep(db, DAYS, today, { from, size });
    gone += step.gone;
    from = step.next;
  }
  return gone;
}

function textOf(db: WritableDB): string {
  return ['event', 'told_event', 'correction', 'decision_text', 'visit_row']
    .flatMap((name) => db.all({ text: `select * from ${name}`, values: [] }))
    .map((each) => JSON.stringify(each))
    .join('\n');
}

it('lets go of words and inputs, and keeps figures and the order', async () => {
  branch = await branchAtWork();
  const { process } = branch;
  const clerk = await clerkAt(process);
  const { visit } = await startVisit(clerk, 1, null);
  value(await clerk.send('note.write', { visit, text: WORDS[0] ?? '' }));
  value(await clerk.send('visit.change', { visit, purpose: 'fault', intended: null }));
  const matter = { reason: 'slow' as const, words: WORDS[2] ?? '' };
  value(await clerk.send('visit.finish', { visit, prepaid: null, gifts: [], matter }));
  const phone = WORDS[1] ?? '';
  const walkIn = value(
    await clerk.send('walk-in.start', { phone, purpose: 'top-up', intended: 5_000 }),
  );
  value(await clerk.send('visit.finish', { visit: walkIn.visit, prepaid: 5_000, gifts: [] }));
  await untilState(clerk, ({ sync }) => sync.unsent === 0);
  const manager = await managerAt(process);
  value(await manager.send('report.day', { day: null }));
  await process.stop();
  const opened = openEncrypted({
    file: `${process.dataDir}/ledger-dev-1.db`,
    key: LEDGER_KEY,
    nativeBinding: nativeBinding(),
    use: 'ledger',
  });
  if (!opened.ok) throw new Error(opened.error.type);
  ledger = opened.value;
  const db = ledger;
  const figures = () => [
    db.all(sql`
      select sequence, id, kind, visit, customer, at, json_extract(payload, '$.prepaid') as prepaid,
        json_extract(payload, '$.digest') as digest from event order by sequence`),
    db.all(
      sql`select visit, customer, purpose, state, prepaid, gifts from visit_row order by visit`,
    ),
    db.all(sql`select sequence from receipt order by sequence`),
    db.all(sql`select sequence, previous, hash from audit order by sequence`),
  ];
  const before = figures();
  expect(WORDS.filter((word) => textOf(db).includes(word))).toEqual(WORDS);
  expect(textOf(db)).toContain('tenureMonths');
  const [last] = db.all<{ day: Day }>(sql`select max(day) as day from event`);
  const later = (days: number): Day =>
    new Date(Date.parse(last?.day ?? '') + days * DAY_MS).toISOString().slice(0, 10) as Day;
  expect(letAllGo(db, later(100))).toBe(0);
  expect(letAllGo(db, later(101))).toBeGreaterThan(4);
  expect(WORDS.filter((word) => textOf(db).includes(word))).toEqual([]);
  expect(textOf(db)).not.toContain('tenureMonths');
  expect(figures()).toEqual(before);
  expect(letAllGo(db, later(101))).toBe(0);
});

it('touches nothing that HQ does not hold', () => {
  ledger = openTestLedger();
  const db = ledger;
  const visit = newId();
  append(db, started(visit));
  append(db, decided(visit, 1, '{"facts":{"birthYear":1979}}'));
  append(db, decided(visit, 1, '{"facts":{"birthYear":1980}}'));
  db.run(sql`insert into receipt (sequence, at) values (1, 1), (2, 1)`);
  expect(letAllGo(db, '2028-01-01' as Day)).toBe(1);
  expect(textOf(db)).not.toContain('1979');
  expect(textOf(db)).toContain('1980');
  expect(() => db.run(sql`insert into let_go_event (sequence) values (3)`)).toThrow(
    'HQ does not hold it',
  );
  expect(() => db.run(sql`update event set payload = '{}' where sequence = 3`)).toThrow(
    'append-only',
  );
  expect(() => db.run(sql`delete from event where sequence = 2`)).toThrow('append-only');
  // Once HQ holds it.
  db.run(sql`insert into receipt (sequence, at) values (3, 1)`);
  expect(letAllGo(db, '2028-01-01' as Day)).toBe(1);
  expect(textOf(db)).not.toContain('1980');
});

it('removes ledgers and keys of before, but for those of which HQ may lack something', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'old-files-'));
  const now = Date.UTC(2026, 10, 21) as Instant;
  const before = now - 40 * DAY_MS;
  const put = (name: string, text = 'x', at = before): void => {
    writeFileSync(join(dataDir, name), text);
    utimesSync(join(dataDir, name), at / 1000, at / 1000);
  };
  const ledgerOf = (device: string, sequence: number): void => {
    put(`ledger-${device}.db`);
    put(`ledger-${device}.mark`, JSON.stringify({ mark: { sequence }, seal: '' }));
  };
  const lostKey = (device: string, at = before): void =>
    put(`device.key.lost-${at}`, JSON.stringify({ device }));
  for (const device of ['own', 'held', 'behind', 'noted', 'stick', 'logged', 'stranger'])
    ledgerOf(device, 7);
  put('ledger-noted.unsent', '{"unsaved":1}');
  put('ledger-stick.saved', '{"unsaved":1}');
  put('ledger-logged.db-wal');
  put(`ledger-own.db.damaged-${before}`);
  put('ledger-young.db', 'x', now - DAY_MS);
  put('ledger-young.mark', JSON.stringify({ mark: { sequence: 7 } }));
  put('ledger-no-mark.db');
  put('device.key');
  lostKey('held');
  lostKey('behind', before - 1);
  lostKey('held', now - DAY_MS);
  put(`device.key.lost-${before - 5}`, 'odd');
  const heldThrough = new Map<string, number>(
    ['held', 'noted', 'stick', 'logged', 'young', 'no-mark'].map((each) => [each, 7]),
  );
  heldThrough.set('behind', 6);
  const old = { dataDir, device: 'own', heldThrough, days: 30, now };
  expect(removeOldFiles({ ...old, isAllHeld: false }).toSorted()).toEqual([
    `device.key.lost-${before}`,
    'ledger-held.db',
  ]);
  expect(removeOldFiles({ ...old, isAllHeld: true })).toEqual([`ledger-own.db.damaged-${before}`]);
  expect(existsSync(join(dataDir, 'ledger-held.mark'))).toBe(false);
  expect(readdirSync(dataDir).filter((name) => name.endsWith('.db'))).toHaveLength(8);
});
