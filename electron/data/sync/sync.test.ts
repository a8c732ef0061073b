// The sync against a real HTTP server that misbehaves: nothing lost, nothing twice, nothing forged.
import { EventEmitter, once } from 'node:events';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import type { Instant } from '#shared/base/month.ts';
import type { SyncStatus } from '#shared/contract/view_status.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { BRANCH, CUSTOMERS, customer, STAFF } from '#tests/fixtures/branch.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  hubWithPack,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import {
  failure,
  startDataProcess,
  temporaryFolder,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { type FakeHub, startFakeHub, ofPeople } from '#tests/fixtures/fake_hub.ts';
import {
  buildChange,
  buildPack,
  createHubKeys,
  customerRow,
  type Published,
  publishedBranch,
  row,
} from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 30_000 });

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of running.splice(0).toReversed()) await thing.stop();
});

async function atWork(): Promise<BranchAtWork & { readonly clerk: Client }> {
  const branch = await branchAtWork();
  running.push(branch);
  return Object.assign(branch, { clerk: await clerkAt(branch.process) });
}

const syncNow = async (client: Client): Promise<SyncStatus> =>
  value(await client.send('sync.now', {}));
const findsZhang = async (client: Client): Promise<boolean> =>
  value(await client.send('customer.search', { text: 'zsf' })).hits.length === 2;

/** Publishes one change from the branch's first state, with customer 1 moved elsewhere. */
function publishChange(hub: FakeHub, head: object = {}): Published {
  const moved = customer(1, {
    name: '张三丰',
    pinyin: 'zhangsanfeng',
    initials: 'zsf',
    area: '皋兰县',
  });
  const after = publishedBranch({
    customers: CUSTOMERS.map((known) => (known.id === 1 ? moved : known)),
  });
  hub.changes = [buildChange(hub.keys, 2, [customerRow(moved)], after, head)];
  hub.latest = 2;
  return after;
}

describe('events', () => {
  it('are sent again when the answer was lost, and held once', async () => {
    const { hub, clerk } = await atWork();
    let losses = 2;
    hub.fault = (path) => {
      if (path !== '/v1/events' || losses === 0) return undefined;
      losses -= 1;
      return 'drop';
    };
    const visit = await startVisit(clerk);
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    const offline = await untilState(clerk, ({ sync }) => sync.problem !== null);
    expect(offline.sync).toMatchObject({ line: 'offline', unsent: 3 });
    await syncNow(clerk);
    const status = await syncNow(clerk);
    expect(status).toMatchObject({ line: 'online', problem: null, unsent: 0 });
    expect(losses).toBe(0);
    expect(ofPeople(hub.stored.values())).toHaveLength(3);
    expect(hub.batches.length).toBeGreaterThanOrEqual(3);
  });

  it('wait while the hub is away, and the counter goes on', async () => {
    const branch = await atWork();
    const port = Number(new URL(branch.hub.url).port);
    await branch.hub.close();
    const visit = await startVisit(branch.clerk);
    value(await branch.clerk.send('visit.answer', answerInput(visit, 'declined')));
    expect(await syncNow(branch.clerk)).toMatchObject({ line: 'offline', unsent: 3 });
    expect(await findsZhang(branch.clerk)).toBe(true);
    const hub = await startFakeHub(port, branch.hub.keys);
    running.push({ stop: () => hub.close() });
    hub.latest = 1;
    expect(await syncNow(branch.clerk)).toMatchObject({ line: 'online', unsent: 0 });
    expect(ofPeople(hub.stored.values())).toHaveLength(3);
  });

  it('are sent on request though a round is past them', async () => {
    const { hub, clerk } = await atWork();
    const gate = new EventEmitter();
    const isAsked = once(gate, 'asked');
    hub.fault = (path) => {
      if (!path.startsWith('/v1/changes')) return undefined;
      gate.emit('asked');
      return once(gate, 'opened').then(() => undefined);
    };
    await isAsked;
    await startVisit(clerk);
    const sent = syncNow(clerk);
    gate.emit('opened');
    hub.fault = null;
    expect(await sent).toMatchObject({ line: 'online', unsent: 0 });
    expect(ofPeople(hub.stored.values())).toHaveLength(2);
  });

  it('are sent in order, in batches, after a long time alone', async () => {
    const { hub, clerk } = await atWork();
    hub.fault = (path) => (path === '/v1/events' ? Buffer.from('<html>portal</html>') : undefined);
    for (let index = 0; index < 120; index += 1) await startVisit(clerk, 100 + (index % 60));
    expect(await syncNow(clerk)).toMatchObject({
      line: 'stuck',
      trouble: 'unread',
      unsent: 240,
    });
    hub.fault = null;
    hub.batches.length = 0;
    await syncNow(clerk);
    await untilState(clerk, ({ sync }) => sync.unsent === 0);
    expect(ofPeople(hub.batches.flat()).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 240 }, (_, index) => index + 1),
    );
    expect(hub.batches.every((batch) => batch.length <= 200)).toBe(true);
  });

  it('that HQ puts aside hold up no other', async () => {
    const { hub, clerk } = await atWork();
    hub.quarantine.set('decision.made', 'unknown engine');
    await startVisit(clerk);
    const state = await untilState(clerk, ({ sync }) => sync.unsent === 0);
    expect(state.sync.quarantined).toBe(1);
    expect(ofPeople(hub.stored.values()).map(({ kind }) => kind)).toEqual(['visit.started']);
  });
});

describe('somebody in the place of HQ', () => {
  it.each(['who signs with other keys', 'who signs nothing'])(
    'is no contact with HQ: %s',
    async (who) => {
      const branch = await atWork();
      const { lastContact } = await syncNow(branch.clerk);
      expect(lastContact).not.toBeNull();
      const port = Number(new URL(branch.hub.url).port);
      await branch.hub.close();
      if (who === 'who signs with other keys') {
        const other = await startFakeHub(port);
        running.push({ stop: () => other.close() });
      } else {
        const portal = createServer((_request, answer) => void answer.end('<html>portal</html>'));
        await new Promise<void>((resolve) => portal.listen(port, '127.0.0.1', resolve));
        running.push({ stop: async () => void portal.close() });
      }
      // Else a stolen computer would never lock, if somebody answers it.
      expect(await syncNow(branch.clerk)).toMatchObject({ line: 'stuck', lastContact });
      expect(value(await branch.clerk.send('app.state', {})).sync).toMatchObject({ lastContact });
    },
  );
});

describe('changes', () => {
  it('arrive in customers, staff and catalog', async () => {
    const { hub, clerk, process } = await atWork();
    const after = publishChange(hub);
    const staff = STAFF.filter(({ id }) => id !== 'c1');
    const gone = { ...after, staff, customers: after.customers.filter(({ id }) => id !== 2) };
    hub.changes.push(
      buildChange(hub.keys, 3, [row('staff', 'c1', null), row('customer', '2', null)], gone),
    );
    hub.latest = 3;
    await syncNow(clerk);
    const state = await untilState(clerk, ({ session }) => session === null);
    expect(state.customers).toBe(CUSTOMERS.length - 1);
    const other = await clerkAt(process, 'c2', '2345');
    const { hits } = value(await other.send('customer.search', { text: 'zsf' }));
    expect(hits.map(({ id, area }) => [id, area])).toEqual([[1, '皋兰县']]);
    expect(await syncNow(other)).toMatchObject({ problem: null, refused: null });
  });

  it('survive a restart', async () => {
    const branch = await atWork();
    publishChange(branch.hub);
    await syncNow(branch.clerk);
    await branch.hub.close();
    await branch.restart();
    const clerk = await clerkAt(branch.process);
    const { hits } = value(await clerk.send('customer.search', { text: 'zsf' }));
    expect(hits.map(({ area }) => area)).toEqual(['皋兰县', '七里河区']);
  });

  it('with a forged signature are refused, and the cache goes on', async () => {
    const { hub, clerk } = await atWork();
    const after = publishChange(hub);
    const rows = [row('customer', '1', null)];
    hub.changes = [buildChange(createHubKeys(), 2, rows, after)];
    const status = await syncNow(clerk);
    expect(status.refused).toBe('the signature is not of headquarters');
    expect(await findsZhang(clerk)).toBe(true);
    publishChange(hub);
    expect((await syncNow(clerk)).refused).toBeNull();
  });

  it('with altered rows are refused', async () => {
    const { hub, clerk } = await atWork();
    publishChange(hub);
    const [change] = hub.changes;
    const other = buildChange(hub.keys, 2, [row('customer', '1', null)], publishedBranch());
    hub.changes = [{ head: change?.head ?? other.head, rows: other.rows }];
    expect((await syncNow(clerk)).refused).toContain('not what HQ signed');
    expect(await findsZhang(clerk)).toBe(true);
  });

  it.each([
    ['of another branch', { branch: 'B002' }],
    ['out of order', { number: 5 }],
    ['with fewer rows than signed', { rows: 3 }],
  ])('%s are refused', async (_name, head) => {
    const { hub, clerk } = await atWork();
    publishChange(hub, head);
    expect((await syncNow(clerk)).refused).not.toBeNull();
    expect(await findsZhang(clerk)).toBe(true);
  });

  it('that do not lead to their digest make the branch fetch a pack, older or not', async () => {
    const { hub, clerk } = await atWork();
    const after = publishChange(hub, { digest: 'f'.repeat(16) });
    hub.pack = buildPack({ keys: hub.keys, number: 2, published: after });
    expect(await syncNow(clerk)).toMatchObject({ refused: null, problem: null });
    expect(value(await clerk.send('customer.search', { text: 'zsf' })).hits[0]?.area).toBe(
      '皋兰县',
    );
  });

  it('that never fit do not make it fetch packs for ever', async () => {
    const { hub, clerk } = await atWork();
    publishChange(hub, { digest: 'f'.repeat(16) });
    for (let round = 0; round < 4; round += 1) await syncNow(clerk);
    const packs = hub.seen.filter((request) => request.endsWith('/packs/latest'));
    // One at enrolment, one when the digest did not fit.
    expect(packs).toHaveLength(2);
    expect((await syncNow(clerk)).refused).toContain('digest');
    expect(await findsZhang(clerk)).toBe(true);
  });
});

describe('an HQ of another protocol', () => {
  const LATER = PROTOCOL_VERSION + 1;

  it.each([
    ['says so in what it signs', (hub: FakeHub) => void publishChange(hub, { protocol: LATER })],
    [
      'signs what this program could not even read',
      (hub: FakeHub) => void publishChange(hub, { protocol: LATER, shards: 4 }),
    ],
    ['refuses the question', (hub: FakeHub) => void (hub.protocol = LATER)],
  ])('that %s still gets every event, and the old data serve', async (_name, upgrade) => {
    const { hub, clerk } = await atWork();
    upgrade(hub);
    const visit = await startVisit(clerk);
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    const status = await syncNow(clerk);
    expect(status).toMatchObject({
      line: 'stuck',
      trouble: null,
      unsent: 0,
      refused: null,
      protocols: { hub: LATER, own: PROTOCOL_VERSION },
    });
    expect(ofPeople(hub.stored.values())).toHaveLength(3);
    expect(await findsZhang(clerk)).toBe(true);
    await startVisit(clerk, 101);
    expect(await syncNow(clerk)).toMatchObject({ unsent: 0, protocols: { hub: LATER } });
    expect(ofPeople(hub.stored.values())).toHaveLength(5);

    hub.protocol = null;
    publishChange(hub);
    expect(await syncNow(clerk)).toMatchObject({ problem: null, protocols: null });
  });

  it('that left changes of an older version behind is followed with its newer pack', async () => {
    const { hub, clerk } = await atWork();
    const after = publishChange(hub, { protocol: PROTOCOL_VERSION - 1 });
    hub.pack = buildPack({ keys: hub.keys, number: 2, published: after });
    expect(await syncNow(clerk)).toMatchObject({ problem: null, protocols: null });
  });

  it.each([
    [LATER, 'update-due'],
    [PROTOCOL_VERSION - 1, 'hub-behind'],
  ] as const)('%i refuses enrolment with %s', async (protocol, type) => {
    const hub = await hubWithPack();
    running.push({ stop: () => hub.close() });
    hub.enrol = { code: 'protocol', protocol };
    const process = startDataProcess();
    running.push(process);
    expect(failure(await process.connect().send('enrol.start', input(hub)))).toEqual({
      type,
      hub: protocol,
      own: PROTOCOL_VERSION,
    });
  });
});

function needPack(hub: FakeHub): void {
  hub.oldest = 5;
  hub.latest = 5;
}

describe('packs', () => {
  it('are fetched anew when HQ no longer has the changes', async () => {
    const { hub, clerk } = await atWork();
    needPack(hub);
    const only = publishedBranch({ customers: CUSTOMERS.slice(0, 2) });
    hub.pack = buildPack({ keys: hub.keys, number: 5, published: only });
    expect((await syncNow(clerk)).refused).toBeNull();
    expect((await untilState(clerk, () => true)).customers).toBe(2);
  });

  it.each<[string, (hub: FakeHub) => void, string]>([
    [
      'with a forged signature',
      (hub) => {
        hub.pack = buildPack({
          keys: { ...createHubKeys(), packKey: hub.keys.packKey },
          number: 5,
          published: publishedBranch(),
        });
      },
      'signature',
    ],
    [
      'of another branch',
      (hub) => {
        const branch = { ...BRANCH, code: 'B002' };
        hub.pack = buildPack({ keys: hub.keys, number: 5, published: publishedBranch({ branch }) });
      },
      'branch B002',
    ],
    [
      'that are older than the cache',
      (hub) => {
        hub.pack = buildPack({ keys: hub.keys, number: 1, published: publishedBranch() });
      },
      'older (1)',
    ],
    [
      'that expired',
      (hub) => {
        const manifest = { expiresAt: 1 as Instant };
        hub.pack = buildPack({ keys: hub.keys, number: 5, published: publishedBranch(), manifest });
      },
      'expired',
    ],
    [
      'with another content than the manifest says',
      (hub) => {
        hub.pack = buildPack({
          keys: hub.keys,
          number: 5,
          published: publishedBranch(),
          manifest: { digest: 'a'.repeat(16) },
        });
      },
      'digest',
    ],
    [
      'encrypted with another key',
      (hub) => {
        hub.pack = buildPack({
          keys: { ...hub.keys, packKey: 'e'.repeat(64) },
          number: 5,
          published: publishedBranch(),
        });
      },
      'does not open',
    ],
    [
      'without a catalog',
      (hub) => {
        const published = publishedBranch({ catalog: { version: '', offers: [] } });
        hub.pack = buildPack({ keys: hub.keys, number: 5, published });
      },
      'version',
    ],
  ])('%s are refused while the old cache serves', async (_name, publish, reason) => {
    const branch = await atWork();
    publishChange(branch.hub);
    expect((await syncNow(branch.clerk)).refused).toBeNull();
    needPack(branch.hub);
    publish(branch.hub);
    expect((await syncNow(branch.clerk)).refused).toContain(reason);
    expect(await findsZhang(branch.clerk)).toBe(true);
    await branch.restart();
    const clerk = await clerkAt(branch.process);
    expect(await findsZhang(clerk)).toBe(true);
  });

  it('with a truncated or altered chunk are refused, and taken once it is right', async () => {
    const { hub, clerk } = await atWork();
    needPack(hub);
    hub.pack = buildPack({
      keys: hub.keys,
      number: 5,
      published: publishedBranch(),
      chunkBytes: 16_384,
    });
    const alter: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, bytes.length - 10),
      (bytes) => Buffer.from(bytes).fill(7, 0, 1),
      () => Buffer.alloc(0),
    ];
    for (const change of alter) {
      hub.fault = (path, body) =>
        path.startsWith('/v1/chunks/') && Buffer.isBuffer(body) ? change(body) : undefined;
      expect((await syncNow(clerk)).refused).toContain('not what headquarters signed');
      expect(await findsZhang(clerk)).toBe(true);
    }
    hub.fault = null;
    expect((await syncNow(clerk)).refused).toBeNull();
  });

  it('go on after a cut with the missing chunks only', async () => {
    const { hub, clerk, process } = await atWork();
    needPack(hub);
    hub.pack = buildPack({
      keys: hub.keys,
      number: 5,
      published: publishedBranch(),
      chunkBytes: 16_384,
    });
    const total = hub.pack.manifest.chunks.length;
    let served = 0;
    hub.fault = (path) => {
      if (!path.startsWith('/v1/chunks/')) return undefined;
      served += 1;
      return served > total - 4 ? 'drop' : undefined;
    };
    expect((await syncNow(clerk)).line).toBe('offline');
    const part = join(process.dataDir, 'cache', 'pack.part');
    expect(statSync(part).size).toBe(hub.pack.manifest.bytes);
    hub.fault = null;
    hub.seen.length = 0;
    expect(await syncNow(clerk)).toMatchObject({ line: 'online', refused: null });
    const fetched = hub.seen.filter((request) => request.includes('/chunks/'));
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.length).toBeLessThanOrEqual(8);
    expect(readdirSync(join(process.dataDir, 'cache')).toSorted()).toEqual(
      expect.arrayContaining(['cache-5.db']),
    );
  });

  it('that a power cut damaged on disk are fetched again', async () => {
    const branch = await atWork();
    const cache = join(branch.process.dataDir, 'cache');
    const secrets = branch.process.secrets();
    await branch.process.stop();
    const path = join(cache, 'cache-1.db');
    truncateSync(path, 4_096);
    writeFileSync(join(cache, 'pack.part'), readFileSync(path));
    if (secrets === null) throw new Error('no secrets');
    branch.process = startDataProcess({
      dataDir: branch.process.dataDir,
      key: { state: 'held', secrets },
    });
    await untilState(branch.process.connect(), ({ phase }) => phase === 'ready');
    expect(await findsZhang(await clerkAt(branch.process))).toBe(true);
  });
});

const input = (hub: { readonly url: string; readonly code: string }) => ({
  hubUrl: hub.url,
  branch: 'B001',
  code: hub.code.replaceAll('-', ' ').toLowerCase(),
});

describe('enrolment', () => {
  it.each(['wrong-code', 'used-code', 'expired-code', 'unknown-branch', 'wrong-clock'] as const)(
    'answers %s plainly',
    async (code) => {
      const hub = await hubWithPack();
      running.push({ stop: () => hub.close() });
      hub.enrol = { code, now: 1_000 };
      const process = startDataProcess();
      running.push(process);
      const result = failure(await process.connect().send('enrol.start', input(hub)));
      expect(result.type).toBe(code);
      expect('hubNow' in result ? result.hubNow : null).toBe(code === 'wrong-clock' ? 1_000 : null);
    },
  );

  it('says that the hub cannot be reached', async () => {
    const process = startDataProcess();
    running.push(process);
    const result = await process
      .connect()
      .send('enrol.start', input({ url: 'http://127.0.0.1:41', code: 'ABCD-EFGH-1234-5678' }));
    expect(failure(result)).toEqual({
      type: 'hub-unreachable',
      url: 'http://127.0.0.1:41',
      detail: 'ECONNREFUSED',
    });
  });

  it('keeps nothing when the key store refuses', async () => {
    const hub = await hubWithPack();
    running.push({ stop: () => hub.close() });
    const process = startDataProcess({ saveDetail: 'no keyring' });
    running.push(process);
    const client = process.connect();
    expect(failure(await client.send('enrol.start', input(hub)))).toEqual({
      type: 'no-key-store',
      detail: 'no keyring',
    });
    expect((await untilState(client, () => true)).phase).toBe('unenrolled');
  });

  it('is enrolled without a pack, and goes on when there is one', async () => {
    const hub = await hubWithPack();
    running.push({ stop: () => hub.close() });
    const { pack } = hub;
    hub.pack = null;
    const process = startDataProcess();
    running.push(process);
    const client = process.connect();
    expect(failure(await client.send('enrol.start', input(hub))).type).toBe('no-pack');
    expect((await untilState(client, () => true)).phase).toBe('fetching');
    hub.pack = pack;
    await untilState(client, ({ phase }) => phase === 'ready');
    expect(failure(await client.send('enrol.start', input(hub))).type).toBe('already-enrolled');
  });

  it('happens by itself with a code on the command line, even before the hub is up', async () => {
    const first = await startFakeHub();
    await first.close();
    const process = startDataProcess({ autoEnrol: input(first) });
    running.push(process);
    const client = process.connect();
    expect((await untilState(client, () => true)).phase).toBe('fetching');
    const hub = await startFakeHub(Number(new URL(first.url).port), first.keys);
    running.push({ stop: () => hub.close() });
    hub.pack = buildPack({ keys: hub.keys, number: 1, published: publishedBranch() });
    hub.latest = 1;
    await untilState(client, ({ phase }) => phase === 'ready');
  });
});

describe('a lost key', () => {
  it('asks for a new enrolment and leaves the old ledger to HQ', async () => {
    const branch = await atWork();
    await startVisit(branch.clerk);
    const { dataDir } = branch.process;
    await branch.process.stop();
    branch.process = startDataProcess({
      dataDir,
      key: { state: 'lost', reason: 'backend-changed', device: 'dev-1' },
    });
    const client = branch.process.connect();
    expect((await untilState(client, () => true)).phase).toBe('key-lost');
    branch.process.putIn(temporaryFolder());
    value(await client.send('enrol.save', {}));
    branch.hub.device = 'dev-2';
    value(
      await client.send('enrol.start', {
        hubUrl: branch.hub.url,
        branch: 'B001',
        code: branch.hub.code,
      }),
    );
    expect((await untilState(client, () => true)).phase).toBe('ready');
    expect(readdirSync(dataDir)).toEqual(
      expect.arrayContaining(['ledger-dev-1.db', 'ledger-dev-2.db']),
    );
  });

  it('is noticed when the key does not open the ledger, or the ledger is gone', async () => {
    const branch = await atWork();
    const secrets = branch.process.secrets();
    if (secrets === null) throw new Error('no secrets');
    await branch.process.stop();
    for (const [dataDir, ledgerKey] of [
      [branch.process.dataDir, 'd'.repeat(64)],
      [temporaryFolder(), secrets.ledgerKey],
    ] as const) {
      const process = startDataProcess({
        dataDir,
        key: { state: 'held', secrets: { ...secrets, ledgerKey } },
      });
      expect((await untilState(process.connect(), () => true)).phase).toBe('key-lost');
      await process.stop();
    }
  });
});
