// A window of the simulator: the real sync over a real ledger, a cache that stands still, and a mark outside of the ledger.
import type { WritableDB } from '#electron/data/db/driver.ts';
import { sql } from '#electron/data/db/sql.ts';
import { noteExported, reportOf } from '#electron/data/stick/write_report.ts';
import { takeReply } from '#electron/data/stick/take_reply.ts';
import type { Cache } from '#electron/data/store/cache.ts';
import { appendEvent, lastEventId, outbox } from '#electron/data/store/events.ts';
import { type Clock, createClock } from '#electron/data/store/identity.ts';
import { recordShortfall } from '#electron/data/store/mended.ts';
import { lastTaken } from '#electron/data/store/put_back.ts';
import type { HubClient } from '#electron/data/sync/hub_client.ts';
import { hubKey } from '#electron/data/sync/signed_document.ts';
import { createSync, type Sync } from '#electron/data/sync/sync.ts';
import { fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import { err, ok } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import type { StickPart, StickReport } from '#shared/wire/stick.ts';
import { type HubKeys, signJson } from '#tests/fixtures/published.ts';
import { giveDiskBack, type Slot, takeDisk } from './sim_disk.ts';
import { BRANCH, type HubLetter } from './sim_hub.ts';

export type Letter = { readonly report: StickReport; readonly events: readonly EventEnvelope[] };

type Mark = { readonly sequence: number; readonly event: string | null };

/** What is on a disk beside the ledger, and what the clerk saw taken by then. */
type Beside = { readonly mark: Mark; readonly kept: ReadonlySet<string> };

export type SimWindow = {
  readonly device: string;
  /** Ms that its clock is off. */
  clockOff: number;
  /** Ids of events that the clerk saw taken and that no disk has lost. */
  readonly kept: ReadonlySet<string>;
  readonly ledger: WritableDB;
  /** When it will ask HQ by itself; null: never. */
  due(): number | null;
  /** The timer that is due goes off, and its round ends, or waits for an answer that never comes. */
  round(): Promise<unknown>;
  /** A clerk serves somebody. */
  serve(): void;
  /** A second has passed: the mark is on disk. */
  settle(): void;
  /** The power goes: what was committed is there. */
  cutPower(): void;
  keep(slot: Slot): void;
  /** @param withMark the mark outside goes back as well: a disk that lied of both */
  putBack(slot: Slot, withMark: boolean): void;
  write(): Letter;
  read(letter: HubLetter): Promise<void>;
  /** Sequences that it said it lost, in any life of its ledger. */
  readonly saidLost: ReadonlySet<number>;
  close(): void;
};

export type WindowOptions = {
  readonly device: string;
  readonly client: HubClient;
  readonly keys: HubKeys;
  readonly now: () => number;
  readonly random: Random;
};

export function createWindow(options: WindowOptions): SimWindow {
  const { device, keys, now, random } = options;
  const disk = takeDisk();
  const { ledger } = disk;
  const key = keyOf(keys);
  const saidLost = new Set<number>();
  let kept = new Set<string>();
  let mark: Mark = { sequence: 0, event: null };
  const beside = new Map<Slot, Beside>();
  let timer: { readonly at: number; readonly work: () => void } | null = null;
  let clock: Clock;
  let sync: Sync;

  const bytes = (count: number): Uint8Array =>
    Uint8Array.from({ length: Math.min(count, 100) }, () => Math.floor(random() * 256));
  const stamp = () => {
    const at = clock.now();
    return { device, staff: 'c1', at, day: new Date(at).toISOString().slice(0, 10) as Day };
  };
  const noteLoss = (sequence: number, held: number): void => {
    const shortfall = { cause: 'put-back' as const, sequence, audit: 0, held };
    const recorded = recordShortfall(ledger, shortfall, [], clock, stamp());
    for (const { from, through } of recorded?.lost ?? []) {
      for (let lost = from; lost <= through; lost += 1) saidLost.add(lost);
    }
    if (recorded === null) return;
    const told = ledger.get<{ id: string }>(
      sql`select id from event where kind = 'ledger.mended' order by sequence desc limit 1`,
    );
    if (told !== undefined) kept.add(told.id);
  };
  const after = (ms: number, work: () => void): (() => void) => {
    const own = { at: now() + ms, work };
    timer = own;
    return () => {
      if (timer === own) timer = null;
    };
  };
  const start = (): void => {
    timer = null;
    const newest = [lastEventId(ledger), mark.event]
      .filter((id) => id !== null)
      .toSorted()
      .at(-1);
    clock = createClock(() => now() + window.clockOff, bytes, newest ?? null);
    noteLoss(mark.sequence, 0);
    sync = createSync({
      client: options.client,
      hubUrl: 'http://hq',
      branch: BRANCH,
      device,
      packKeys: { all: () => [], fetch: async () => err({ type: 'no-key', detail: '' }) },
      hubKey: key,
      ledger,
      cache: STILL,
      cacheFolder: '',
      clock,
      random,
      // So that a few visits are as many batches, two of them under way at once.
      mostAtOnce: 1,
      after,
      onStatus: () => undefined,
      onTold: () => undefined,
      hasLine: () => false,
      onLoss: noteLoss,
      log: () => undefined,
    });
    timer = { at: now(), work: sync.run };
  };

  const window: SimWindow = {
    device,
    clockOff: 0,
    saidLost,
    get kept() {
      return kept;
    },
    ledger,
    due: () => timer?.at ?? null,
    async round() {
      const due = timer;
      timer = null;
      due?.work();
      await sync.round();
    },
    serve() {
      const id = clock.nextId();
      const payload = {
        visit: clock.nextId(),
        customer: 1,
        purpose: 'top-up' as const,
        intended: fen(5_000),
      };
      ledger.transaction(() =>
        appendEvent(ledger, { id, kind: 'visit.started', payload }, stamp()),
      );
      kept.add(id);
      sync.nudge();
    },
    settle() {
      mark = { sequence: lastTaken(ledger), event: lastEventId(ledger) };
    },
    cutPower: start,
    keep(slot) {
      disk.keep(slot);
      beside.set(slot, { mark, kept: new Set(kept) });
    },
    putBack(slot, withMark) {
      const then = beside.get(slot);
      disk.putBack(slot);
      kept = new Set(then?.kept ?? []);
      if (withMark) mark = then?.mark ?? { sequence: 0, event: null };
      start();
    },
    write() {
      const report = reportOf(ledger, device, 1, clock.now());
      const events = outbox(ledger, 10_000);
      noteExported(ledger, report, clock.now());
      return { report, events };
    },
    async read({ at, reply, receipts, told }) {
      const parts = async function* (): AsyncGenerator<StickPart> {
        yield receipts;
        for (const page of told) yield { type: 'told', told: signJson(page, keys) };
      };
      const reader = {
        branch: BRANCH,
        name: device,
        hubKey: key,
        ledger,
        cache: STILL,
        clock,
        noteLoss,
        heard: sync.heard,
      };
      await sync.alone(() =>
        takeReply(reader, { at: at as Instant, reply, parts }, async () => ok(null)),
      );
    },
    close: () => giveDiskBack(disk),
  };
  start();
  window.settle();
  return window;
}

const keysOf = new Map<string, ReturnType<typeof hubKey>>();

function keyOf({ publicKey }: HubKeys): ReturnType<typeof hubKey> {
  const key = keysOf.get(publicKey) ?? hubKey(publicKey);
  keysOf.set(publicKey, key);
  return key;
}

const STILL = {
  current: () => ({
    meta: { number: 1 },
    contents: { policy: { maxOfflineDays: null }, asOf: null },
  }),
  writer: () => null,
  isDamaged: () => false,
} as unknown as Cache;
