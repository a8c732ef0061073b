// Branches that never have a line: sticks between real data processes and the real hub, in every odd order.
import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { publicKeysOf } from '#electron/data/sync/device_keys.ts';
import type { Client } from '#electron/port/client.ts';
import { DAY_MS } from '#shared/base/month.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { StickTaken } from '#shared/contract/view_stick.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { createEnrolCode } from '#hub/serve/enrol.ts';
import { exportToStick } from '#hub/stick/export_stick.ts';
import { importRequests } from '#hub/stick/enrol_stick.ts';
import { importLetters } from '#hub/stick/import_stick.ts';
import { answerInput } from '#tests/fixtures/branch_at_work.ts';
import {
  failure,
  startDataProcess,
  temporaryFolder,
  type TestProcess,
  value,
} from '#tests/fixtures/data_process.ts';
import { smallProvince } from '#tests/fixtures/small_province.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let db: TestDatabase;
let secret: HubSecret;
/** Days since the start, for HQ and for every computer alike. */
let shift = 0;
const hub = () => ({ database: db, secret, clock: () => Date.now() + shift });
const running: TestProcess[] = [];
const codes = ['CD01', 'CD02'];

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  await smallProvince(db, secret, { customers: 300, branches: 2 });
  const rows = await db.query<{ code: string }>(sql`select code from branch order by code`);
  codes.splice(0, 2, ...rows.map(({ code }) => code));
});
afterAll(async () => {
  for (const process of running) await process.stop();
  await db.close();
});

const newStick = temporaryFolder;
const folderOn = (stick: string): string => join(stick, 'counter-assist');
const filesOn = (stick: string): readonly string[] => readdirSync(folderOn(stick)).toSorted();

const turnClocks = (days: number): void => {
  shift += days * DAY_MS;
  for (const process of running) process.clockShift = shift;
};

async function newCode(branch: string): Promise<string> {
  const made = await createEnrolCode(db, secret, { branch, hours: 2_000, now: Date.now() + shift });
  if (!made.ok) throw new Error(made.error.type);
  return made.value.code;
}

const publish = async (branch: string): Promise<void> => {
  const published = await publishBranch(db, secret, { branch, now: Date.now() + shift });
  if (!published.ok) throw new Error(published.error.type);
};

/** A computer whose only way to HQ is the stick. */
async function enrolByStick(branch: string): Promise<TestProcess> {
  const code = await newCode(branch);
  const process = startDataProcess();
  process.clockShift = shift;
  running.push(process);
  const window = process.connect();
  const stick = newStick();
  process.putIn(stick);
  value(await window.send('enrol.ask', { branch, code }));
  const [asked] = await importRequests(hub(), stick, code);
  expect(asked?.outcome).toEqual({ type: 'enrolled', again: false });
  await exportToStick(hub(), branch, stick);
  value(await window.send('enrol.answer', { code }));
  window.detach();
  return process;
}

async function signIn(process: TestProcess, who: 'clerk' | 'manager'): Promise<Client> {
  const window = process.connect();
  const staff = value(await window.send('staff.list', {}));
  const member = staff.find(({ role }) => role === who);
  value(await window.send('session.sign-in', { staff: member?.id ?? '', pin: DEMO_PINS[who] }));
  return window;
}

async function customersOf(branch: string): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch} order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Where HQ was not heard for too long, by the phone: that goes on. */
async function serve(window: Client, customer: number, prepaid: number): Promise<void> {
  const begun = await window.send('visit.start', { customer, purpose: 'top-up', intended: 5_000 });
  const visit =
    !begun.ok && begun.error.type === 'data-locked'
      ? await serveByPhone(window, customer)
      : value(begun);
  if (visit.proposals.length > 0) {
    value(await window.send('visit.answer', answerInput(visit, 'declined')));
  }
  value(
    await window.send('visit.finish', {
      visit: visit.visit,
      prepaid,
      isConfirmed: true,
      gifts: [],
    }),
  );
}

async function serveByPhone(window: Client, customer: number): Promise<VisitView> {
  served.byPhone += 1;
  const [row] = await db.query<{ phone: string }>(
    sql`select phone from customer where id = ${customer}`,
  );
  const phone = row?.phone ?? '';
  return value(await window.send('walk-in.start', { phone, purpose: 'top-up', intended: 5_000 }));
}
const served = { byPhone: 0 };

async function write(process: TestProcess, window: Client, stick: string): Promise<number> {
  process.putIn(stick);
  return value(await window.send('stick.write', {})).count;
}

async function read(process: TestProcess, window: Client, stick: string): Promise<StickTaken> {
  process.putIn(stick);
  return value(await window.send('stick.read', {}));
}

/** What HQ counts: finished visits and their money. */
async function atHq(branch: string): Promise<{ visits: number; prepaid: number; events: number }> {
  const [row] = await db.query<{ visits: number; prepaid: number; events: number }>(sql`
    select count(*) filter (where kind in ('visit.finished', 'walk-in.finished')) as visits,
      coalesce(sum((payload ->> 'prepaid')::bigint)
        filter (where kind in ('visit.finished', 'walk-in.finished')), 0)::bigint as prepaid,
      count(*) filter (where kind <> 'look-ups.told') as events
    from standing_event where branch = ${branch}`);
  return row ?? { visits: 0, prepaid: 0, events: 0 };
}

const unsentAt = async (window: Client): Promise<number> =>
  value(await window.send('app.state', {})).sync.unsent;

describe('a computer without a line', () => {
  it('enrols by stick, works, and gets its receipts by stick', async () => {
    const [branch = ''] = codes;
    const process = await enrolByStick(branch);
    expect(process.secrets()?.hubUrl).toBeNull();
    // Keys of its own as well, so that it is a neighbour and would be known on a line.
    const { keys, device } = process.secrets() ?? {};
    const [known] = await db.query<{ sign_key: Uint8Array }>(
      sql`select sign_key from device where id = ${device ?? ''}`,
    );
    expect(Buffer.from(known?.sign_key ?? []).toString('base64')).toBe(
      keys && publicKeysOf(keys).sign,
    );
    const clerk = await signIn(process, 'clerk');
    const manager = await signIn(process, 'manager');
    const [customer = 0] = await customersOf(branch);
    await serve(clerk, customer, 6_000);
    // What is scarce is lent by stick as well.
    const gifts = value(await clerk.send('gift.list', { customer }));
    expect(gifts.some(({ here }) => here > 0)).toBe(true);
    expect(failure(await clerk.send('stick.look', {})).type).toBe('forbidden');
    expect(failure(await clerk.send('stick.read', {})).type).toBe('forbidden');

    const stick = newStick();
    process.putIn(stick);
    expect(value(await manager.send('stick.look', {})).next).toBe('write');
    const recorded = await unsentAt(manager);
    expect(recorded).toBeGreaterThan(0);
    // And what was looked up goes along.
    const waiting = recorded + 1;
    expect(await write(process, manager, stick)).toBe(waiting);
    // Written is not sent: only HQ's receipt says so.
    expect(await unsentAt(manager)).toBe(waiting);
    expect(value(await manager.send('stick.look', {})).next).toBe('to-hq');
    const before = await atHq(branch);
    const [letter] = await importLetters(hub(), stick);
    expect(letter?.outcome).toMatchObject({
      type: 'taken',
      events: waiting,
      fresh: waiting,
      age: 'newer',
    });
    expect((await atHq(branch)).visits).toBe(before.visits + 1);
    // The same stick once more changes nothing.
    const [again] = await importLetters(hub(), stick);
    expect(again?.outcome).toMatchObject({
      type: 'taken',
      fresh: 0,
      quarantined: 0,
      age: 'same',
    });
    await exportToStick(hub(), branch, stick);
    process.putIn(stick);
    expect(value(await manager.send('stick.look', {})).next).toBe('read');
    expect((await read(process, manager, stick)).receipts).toBe(waiting);
    expect(await unsentAt(manager)).toBe(0);
    expect((await read(process, manager, stick)).receipts).toBe(0);
    expect(value(await manager.send('app.state', {})).sync.quarantined).toBe(0);
  });

  it('asks twice with lost sticks: the same answer comes again, another code opens nothing', async () => {
    const [branch = ''] = codes;
    const code = await newCode(branch);
    const process = startDataProcess();
    running.push(process);
    process.clockShift = shift;
    const window = process.connect();
    expect(failure(await window.send('enrol.ask', { branch, code })).type).toBe('stick-gone');
    const stick = newStick();
    process.putIn(stick);
    expect(failure(await window.send('enrol.answer', { code })).type).toBe('stick-empty');
    value(await window.send('enrol.ask', { branch, code }));
    expect((await importRequests(hub(), stick, null))[0]?.outcome.type).toBe('needs-code');
    expect((await importRequests(hub(), stick, 'AAAA-AAAA'))[0]?.outcome.type).toBe('needs-code');
    expect((await importRequests(hub(), stick, code))[0]?.outcome.type).toBe('enrolled');
    for (const name of filesOn(stick)) {
      if (name.endsWith('.answer')) rmSync(join(folderOn(stick), name));
    }
    expect((await importRequests(hub(), stick, null))[0]?.outcome).toEqual({
      type: 'enrolled',
      again: true,
    });
    expect(failure(await window.send('enrol.answer', { code: 'AAAA-AAAA' })).type).toBe(
      'stick-altered',
    );
    // Without the data beside it the computer is enrolled, and reads them from the next stick.
    expect(failure(await window.send('enrol.answer', { code })).type).toBe('stick-empty');
    expect(value(await window.send('app.state', {})).phase).toBe('fetching');
    await exportToStick(hub(), branch, stick);
    value(await window.send('stick.read', {}));
    expect(value(await window.send('app.state', {})).phase).toBe('ready');
    expect(failure(await window.send('enrol.ask', { branch, code })).type).toBe('already-enrolled');
    const other = startDataProcess();
    running.push(other);
    const stranger = other.connect();
    other.putIn(stick);
    expect(failure(await stranger.send('enrol.answer', { code })).type).toBe('stick-other-device');
  });
});

describe('attacks and accidents', () => {
  let process: TestProcess;
  let manager: Client;
  let branch = '';
  beforeAll(async () => {
    [branch = ''] = codes;
    process = await enrolByStick(branch);
    manager = await signIn(process, 'manager');
  });
  const state = async () => value(await manager.send('app.state', {}));

  const letterOn = (stick: string, to: 'to-hq' | 'to-device'): string => {
    const id = process.secrets()?.device ?? '';
    return join(folderOn(stick), `${to}.${branch}.${id}.letter`);
  };

  it('a letter that was flipped, cut or exchanged is refused whole, at either end', async () => {
    const [customer = 0] = await customersOf(branch);
    await serve(manager, customer, 7_000);
    const stick = newStick();
    await write(process, manager, stick);
    const held = await atHq(branch);
    const whole = readFileSync(letterOn(stick, 'to-hq'));
    for (const [bytes, reason] of [
      [whole.subarray(0, whole.length - 1), 'cut'],
      [whole.subarray(0, whole.length >> 1), 'cut'],
      [flipped(whole, whole.length - 30), 'altered'],
      [flipped(whole, whole.length >> 1), 'altered'],
      [Buffer.alloc(whole.length), 'foreign'],
    ] as const) {
      writeFileSync(letterOn(stick, 'to-hq'), bytes);
      const [letter] = await importLetters(hub(), stick);
      expect(letter?.outcome).toMatchObject({ type: 'refused', problem: { reason } });
    }
    expect(await atHq(branch)).toEqual(held);
    writeFileSync(letterOn(stick, 'to-hq'), whole);
    expect((await importLetters(hub(), stick))[0]?.outcome.type).toBe('taken');

    await exportToStick(hub(), branch, stick);
    const waiting = await unsentAt(manager);
    const answer = readFileSync(letterOn(stick, 'to-device'));
    process.putIn(stick);
    for (const [bytes, type] of [
      [answer.subarray(0, answer.length - 9), 'stick-cut'],
      [flipped(answer, answer.length - 5), 'stick-altered'],
      [flipped(answer, answer.length >> 1), 'stick-altered'],
    ] as const) {
      writeFileSync(letterOn(stick, 'to-device'), bytes);
      expect(failure(await manager.send('stick.read', {})).type).toBe(type);
    }
    expect(await unsentAt(manager)).toBe(waiting);
    writeFileSync(letterOn(stick, 'to-device'), answer);
    value(await manager.send('stick.read', {}));
    expect(await unsentAt(manager)).toBe(0);
  });

  it('a copy that somebody made of a letter, and not to its end, is in nobody’s way', async () => {
    const [customer = 0] = await customersOf(branch);
    await serve(manager, customer, 7_000);
    const stick = newStick();
    await write(process, manager, stick);
    copyToHalf(letterOn(stick, 'to-hq'));
    const read = (await importLetters(hub(), stick)).map(({ outcome }) => outcome.type);
    expect(read.toSorted()).toEqual(['refused', 'taken']);
    await exportToStick(hub(), branch, stick);
    copyToHalf(letterOn(stick, 'to-device'));
    process.putIn(stick);
    expect(value(await manager.send('stick.read', {})).receipts).toBeGreaterThan(0);
    expect(await unsentAt(manager)).toBe(0);
  });

  it('the stick of another branch, of another computer and of another HQ is told as such', async () => {
    const [, second = ''] = codes;
    const stranger = await enrolByStick(second);
    const stick = newStick();
    await exportToStick(hub(), second, stick);
    process.putIn(stick);
    expect(failure(await manager.send('stick.read', {})).type).toBe('stick-other-branch');
    expect(value(await manager.send('stick.look', {})).next).toBe('to-branch');
    const another = await enrolByStick(branch);
    const mixed = newStick();
    await exportToStick(hub(), branch, mixed);
    rmSync(letterOn(mixed, 'to-device'));
    process.putIn(mixed);
    expect(failure(await manager.send('stick.read', {})).type).toBe('stick-other-device');
    // Renamed to look like ours, it is still the other's.
    const others = join(
      folderOn(mixed),
      `to-device.${branch}.${another.secrets()?.device ?? ''}.letter`,
    );
    cpSync(others, letterOn(mixed, 'to-device'));
    expect(failure(await manager.send('stick.read', {})).type).toBe('stick-other-device');

    const theirs = await signIn(stranger, 'manager');
    const up = newStick();
    await write(stranger, theirs, up);
    await write(process, manager, up);
    const otherHub = { ...hub(), secret: secretFromMaster(randomBytes(32)) };
    for (const { outcome } of await importLetters(otherHub, up)) {
      expect(outcome).toMatchObject({ type: 'refused', problem: { reason: 'other-hub' } });
    }
    expect((await importLetters(hub(), up)).map(({ outcome }) => outcome.type)).toEqual([
      'taken',
      'taken',
    ]);
  });

  it('a pack that was cut or pulled on its way is fetched to its end from the next stick', async () => {
    const fresh = startDataProcess();
    running.push(fresh);
    fresh.clockShift = shift;
    const window = fresh.connect();
    const code = await newCode(branch);
    const stick = newStick();
    fresh.putIn(stick);
    value(await window.send('enrol.ask', { branch, code }));
    await importRequests(hub(), stick, code);
    await exportToStick(hub(), branch, stick);
    const pack = filesOn(stick).find((name) => name.endsWith('.pack')) ?? '';
    const path = join(folderOn(stick), pack);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 10_000));
    expect(failure(await window.send('enrol.answer', { code })).type).toBe('stick-cut');
    // What came before the cut is kept: the fault lies behind it.
    writeFileSync(path, flipped(whole, whole.length - 5_000));
    expect(failure(await window.send('stick.read', {})).type).toBe('stick-refused');
    rmSync(path);
    expect(failure(await window.send('stick.read', {})).type).toBe('stick-gone');
    // HQ sees that the pack on the stick is not what it wrote.
    writeFileSync(path, flipped(whole, whole.length - 5_000));
    await exportToStick(hub(), branch, stick);
    expect(readFileSync(path).equals(whole)).toBe(true);
    value(await window.send('stick.read', {}));
    expect(value(await window.send('app.state', {})).phase).toBe('ready');
  });

  it('an old stick takes nothing back, also when the cache is gone', async () => {
    const old = newStick();
    await publish(branch);
    await exportToStick(hub(), branch, old);
    await db.execute(sql`update customer set balance = balance + 100 where branch = ${branch}`);
    turnClocks(1);
    await publish(branch);
    const young = newStick();
    await exportToStick(hub(), branch, young);
    const taken = await read(process, manager, young);
    expect(taken).toMatchObject({ isOlder: false });
    expect(taken.to).toBeGreaterThan(taken.from);
    const replayed = await read(process, manager, old);
    expect(replayed).toMatchObject({ isOlder: true, from: taken.to, to: taken.to });
    expect((await state()).sync.lastContact).toBe(taken.at);

    const secrets = process.secrets();
    if (secrets === null) throw new Error('not enrolled');
    await process.stop();
    running.splice(running.indexOf(process), 1);
    rmSync(join(process.dataDir, 'cache'), { recursive: true });
    process = startDataProcess({ dataDir: process.dataDir, key: { state: 'held', secrets } });
    process.clockShift = shift;
    running.push(process);
    const window = process.connect();
    // Who was dismissed since may not come back by an old stick.
    expect(await read(process, window, old)).toMatchObject({ isOlder: true, to: 0 });
    expect(value(await window.send('app.state', {})).phase).toBe('fetching');
    expect((await read(process, window, young)).to).toBe(taken.to);
    manager = await signIn(process, 'manager');
  });

  it('HQ put back to an older copy has what it lost brought once more', async () => {
    const stick = newStick();
    const journey = async (): Promise<StickTaken> => {
      await write(process, manager, stick);
      await importLetters(hub(), stick);
      await exportToStick(hub(), branch, stick);
      return read(process, manager, stick);
    };
    const [customer = 0] = await customersOf(branch);
    await serve(manager, customer, 8_000);
    await journey();
    expect(await unsentAt(manager)).toBe(0);
    const held = await atHq(branch);
    const id = process.secrets()?.device ?? '';
    const lost = await db.execute(sql`delete from event where device = ${id} and sequence > 1`);
    expect(lost).toBeGreaterThan(0);
    turnClocks(1);
    expect((await journey()).isSentAgain).toBe(true);
    expect(await unsentAt(manager)).toBe(lost);
    turnClocks(1);
    expect((await journey()).isSentAgain).toBe(false);
    expect(await unsentAt(manager)).toBe(0);
    expect(await atHq(branch)).toEqual(held);
  });

  it('a letter of HQ under a clock that ran a year ahead is no measure for those after it', async () => {
    const [customer = 0] = await customersOf(branch);
    const stick = newStick();
    await serve(manager, customer, 9_000);
    await write(process, manager, stick);
    await importLetters(hub(), stick);
    const ahead = { ...hub(), clock: () => Date.now() + shift + 400 * DAY_MS };
    await exportToStick(ahead, branch, stick);
    await read(process, manager, stick);
    expect(await unsentAt(manager)).toBe(0);

    const held = await atHq(branch);
    const id = process.secrets()?.device ?? '';
    const lost = await db.execute(sql`delete from event where device = ${id} and sequence > 1`);
    turnClocks(1);
    await write(process, manager, stick);
    await importLetters(hub(), stick);
    await exportToStick(hub(), branch, stick);
    expect(value(await manager.send('stick.look', {})).next).toBe('read');
    expect((await read(process, manager, stick)).isSentAgain).toBe(true);
    expect(await unsentAt(manager)).toBe(lost);
    await write(process, manager, stick);
    await importLetters(hub(), stick);
    expect(await atHq(branch)).toEqual(held);
  });

  it('one that was pulled and one that may not be written are told', async () => {
    process.putIn(join(newStick(), 'pulled'));
    expect(failure(await manager.send('stick.write', {})).type).toBe('stick-gone');
    // Nobody makes a folder there, root neither.
    process.putIn('/proc');
    expect(failure(await manager.send('stick.write', {})).type).toMatch(/^stick-(read-only|gone)$/);
    const waiting = value(await manager.send('app.state', {})).sync.unsent;
    expect(await write(process, manager, newStick())).toBe(waiting);
  });
});

/** As a file manager names a copy, which stands before what it is of. */
const copyToHalf = (path: string): void => {
  const bytes = readFileSync(path);
  writeFileSync(path.replace('.letter', ' - 副本.letter'), bytes.subarray(0, bytes.length - 9));
};

const flipped = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
  return changed;
};

describe('180 days', () => {
  it('two computers of a branch, three sticks in odd orders, some lost and some old: HQ counts all once', async () => {
    const [, branch = ''] = codes;
    const first = await enrolByStick(branch);
    const second = await enrolByStick(branch);
    const devices = [
      { device: first, manager: await signIn(first, 'manager') },
      { device: second, manager: await signIn(second, 'manager') },
    ];
    const customers = await customersOf(branch);
    const sticks = [newStick(), newStick(), newStick()];
    const attic = newStick();
    const chance = seeded(7);
    const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
    const before = await atHq(branch);
    const failed = new Set<string>();
    let visits = 0;
    let prepaid = 0;
    for (let round = 0; round < 20; round += 1) {
      turnClocks(9);
      for (const { device, manager } of devices) {
        const amount = 1_000 + Math.floor(chance() * 9) * 500;
        await serve(manager, one(customers), amount);
        visits += 1;
        prepaid += amount;
        if (chance() < 0.6) await write(device, manager, one(sticks));
        if (chance() < 0.5) {
          device.putIn(one(sticks));
          const taken = await manager.send('stick.read', {});
          failed.add(taken.ok ? 'none' : taken.error.type);
        }
      }
      const stick = one(sticks);
      if (chance() < 0.2) rmSync(folderOn(stick), { recursive: true, force: true });
      if (chance() < 0.2) cpSync(stick, attic, { recursive: true });
      if (chance() < 0.2) cpSync(attic, stick, { recursive: true });
      if (chance() < 0.5) {
        await importLetters(hub(), stick).catch((error: Error) => failed.add(error.message));
      }
      if (chance() < 0.3) {
        await db.execute(sql`update customer set points = points + 1 where id = ${one(customers)}`);
        await publish(branch);
      }
      if (chance() < 0.5) await exportToStick(hub(), branch, one(sticks));
    }
    // Nothing of ours on it, nothing for this computer, or its pack was replaced by a newer one.
    const expected = new Set([
      'none',
      'stick-empty',
      'stick-other-device',
      'stick-gone',
      'no folder counter-assist is on it',
    ]);
    expect([...failed].filter((reason) => !expected.has(reason))).toEqual([]);
    // Twice there and back: the second journey carries what the first one told.
    const bag = newStick();
    for (let journey = 0; journey < 2; journey += 1) {
      for (const { device, manager } of devices) {
        await write(device, manager, bag);
      }
      await importLetters(hub(), bag);
      await publish(branch);
      await exportToStick(hub(), branch, bag);
      for (const { device, manager } of devices) {
        await read(device, manager, bag);
      }
    }
    const after = await atHq(branch);
    expect(after.visits - before.visits).toBe(visits);
    expect(after.prepaid - before.prepaid).toBe(prepaid);
    let events = 0;
    for (const { device, manager } of devices) {
      const { sync } = value(await manager.send('app.state', {}));
      expect(sync).toMatchObject({ unsent: 0, quarantined: 0, missing: null });
      const id = device.secrets()?.device ?? '';
      const [held] = await db.query<{ count: number; last: number }>(
        sql`select count(*) as count, max(sequence) as last from event where device = ${id}`,
      );
      expect(held?.count).toBe(held?.last);
      events += held?.count ?? 0;
      // Each computer knows the whole branch by now: the last day has its own visit and the other's.
      const [last = null] = value(await manager.send('report.days', {}));
      const shown = value(await manager.send('report.day', { day: last }));
      expect(shown.total.visits).toBe(2);
    }
    expect(events).toBeGreaterThan(visits * 2);
    // In these 180 days HQ was not heard for more than 60 at a time.
    expect(served.byPhone).toBeGreaterThan(0);
  });
});

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
