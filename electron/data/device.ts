// An enrolled device: its ledger, its cache, and the sync between them and the hub.
import { join } from 'node:path';
import type { Day } from '#shared/base/month.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { Secrets } from '#electron/port/parent.ts';
import { isDamage, type WritableDB } from './db/driver.ts';
import { createLookUps, type LookUps } from './look_ups.ts';
import { createLedgerMark, type LedgerMark, type Mark, markPath, readMark } from './ledger_mark.ts';
import { type FoundLedger, type OpenDeviceFailure, openOrMend } from './open_or_mend.ts';
import { type AuditLog, createAuditLog } from './store/audit.ts';
import { type Cache, openCache } from './store/cache.ts';
import { forgetReceipts, hasReceipts, lastEventId, unsavedCount, unsent } from './store/events.ts';
import { type Clock, createClock } from './store/identity.ts';
import { recordShortfall, type Shortfall } from './store/mended.ts';
import { createVoice, type Voice } from './sync/conversation.ts';
import {
  ADDRESSES_HEADER,
  APP_HEADER,
  CLOCK_HEADER,
  HOST_HEADER,
  UNSENT_HEADER,
} from '#shared/wire/protocol.ts';
import { PROGRAM } from '#shared/model/event.ts';
import { tellLookUps } from './store/look_ups.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import { askIdentity, createHubClient } from './sync/hub_client.ts';
import { nextKeys, withKeys } from './sync/hub_keys.ts';
import { createPackKeys, type PackKeys } from './sync/pack_keys.ts';
import { hubKey } from './sync/signed_document.ts';
import type { Line } from '#electron/line/line.ts';
import { createSync, type KeysFound, type Sync } from './sync/sync.ts';
import { createUnsentNote, notePath, type UnsentNote } from './unsent_note.ts';
import { createNeighbours, type Neighbours } from './neighbours/neighbours.ts';

export type Log = (level: 'debug' | 'info' | 'warn' | 'error', text: string) => void;

/** What the process gets from outside; tests bring their own clock and chance. */
export type Platform = {
  readonly systemNow: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly random: () => number;
};

export type Device = {
  readonly secrets: Secrets;
  readonly ledger: WritableDB;
  /** To be told after each entry. */
  readonly mark: LedgerMark;
  /** To be told after each entry, and when a stick was written. */
  readonly unsentNote: UnsentNote;
  readonly audit: AuditLog;
  readonly lookUps: LookUps;
  readonly clock: Clock;
  readonly cache: Cache;
  readonly cacheFolder: string;
  readonly sync: Sync;
  readonly neighbours: Neighbours;
  /** Entries for HQ of what was looked up since it was last told. */
  tellLookUps(): void;
  /** Hears HQ and the other windows from now on. */
  run(): void;
  /** HQ holds events that the ledger lacks, up to this sequence and at least so many. */
  noteLoss(highest: number, held: number): void;
  close(): Promise<void>;
};

export type DeviceOptions = {
  readonly secrets: Secrets;
  readonly dataDir: string;
  readonly nativeBinding: string | null;
  /** From `--hub`; null: the address noted at enrolment. */
  readonly hubUrl: string | null;
  /** Of the program; left out: HQ is not told. */
  readonly version?: string;
  readonly line: Line;
  /** What HQ is told of this computer: `HOST_HEADER`. */
  readonly host?: string;
  readonly platform: Platform;
  readonly log: Log;
  readonly onCacheChange: () => void;
  readonly onSyncStatus: () => void;
  /** HQ rotated its secret: to be kept, and this device opened with them. */
  readonly onKeys: (secrets: Secrets) => void;
  readonly onTold: () => void;
  /** A page of the ledger is not what was written: to be closed, and opened with `mend`. */
  readonly onLedgerDamage: () => void;
  /** The ledger is known to be damaged: it is made anew from what can be read. */
  readonly mend?: boolean;
};

/** The ledger bears the device's name: the one of a device that lost its key stays beside it for HQ to recover. */
export const ledgerPath = (dataDir: string, device: string): string =>
  join(dataDir, `ledger-${device}.db`);

const voiceOf = ({ keys, hubPublicKey, hubSealKey }: Secrets): Voice | null =>
  keys === undefined || hubSealKey === undefined
    ? null
    : createVoice(keys, { sign: hubPublicKey, seal: hubSealKey });

export function openDevice(options: DeviceOptions): Result<Device, OpenDeviceFailure> {
  const { secrets, dataDir, nativeBinding, platform, log } = options;
  const file = ledgerPath(dataDir, secrets.device);
  const mark = readMark(markPath(file), secrets.ledgerKey);
  let isOpen = false;
  const onDamage = (): void => {
    if (isOpen) options.onLedgerDamage();
  };
  const found = openOrMend(
    {
      file: { file, key: secrets.ledgerKey, nativeBinding, onDamage },
      mark,
      mend: options.mend ?? false,
      now: platform.systemNow(),
    },
    log,
  );
  if (!found.ok) return found;
  const packKeys = createPackKeys(secrets, found.value.ledger, hubKey(secrets.hubPublicKey));
  const cache = openCache({
    folder: join(dataDir, 'cache'),
    branch: secrets.branch,
    packKeys: packKeys.all,
    nativeBinding,
    onChange: options.onCacheChange,
    log,
  });
  try {
    const device = deviceOn(options, found.value, { cache, packKeys }, mark);
    isOpen = true;
    return ok(device);
  } catch (error) {
    cache.close();
    found.value.ledger.close();
    if (!isDamage(error) || options.mend === true) throw error;
    return openDevice({ ...options, mend: true });
  }
}

function deviceOn(
  options: DeviceOptions,
  { ledger, wasDamaged }: FoundLedger,
  { cache, packKeys }: { readonly cache: Cache; readonly packKeys: PackKeys },
  mark: Mark | null,
): Device {
  const { secrets, dataDir, platform, log } = options;
  const file = ledgerPath(dataDir, secrets.device);
  const cacheFolder = join(dataDir, 'cache');
  const clock = createClock(
    platform.systemNow,
    platform.randomBytes,
    latest(lastEventId(ledger), mark?.event ?? null),
  );
  const audit = createAuditLog(ledger, (error) => {
    log('error', `audit log not written: ${error instanceof Error ? error.message : ''}`);
  });
  const opened = performance.now();
  const lookUps = createLookUps({ ledger, audit }, clock.now(), () => performance.now() - opened);
  const recordLoss = (shortfall: Shortfall): void => {
    const at = clock.now();
    const view = cache.current();
    const day = view?.timeOf(at).day ?? (new Date(at).toISOString().slice(0, 10) as Day);
    const leases = (view?.contents.lotteryLeases ?? []).filter(
      (lease) => lease.device === secrets.device,
    );
    const stamp = { device: secrets.device, at, day };
    const noted = recordShortfall(ledger, shortfall, leases, clock, stamp);
    if (noted !== null) log('error', `ledger: ${JSON.stringify(noted)}`);
  };
  const cause = wasDamaged ? 'damaged' : 'put-back';
  if (wasDamaged || mark !== null) {
    recordLoss({ cause, sequence: mark?.sequence ?? 0, audit: mark?.audit ?? 0, held: 0 });
  }
  const ledgerMark = createLedgerMark(markPath(file), secrets.ledgerKey, ledger, (error) => {
    log('warn', `mark of the ledger: ${error instanceof Error ? error.message : String(error)}`);
  });
  ledgerMark.note();
  const unsentNote = createUnsentNote(
    notePath(dataDir, secrets.device),
    () => unsavedCount(ledger),
    (error) => {
      log(
        'warn',
        `note of what is unsent: ${error instanceof Error ? error.message : String(error)}`,
      );
    },
  );
  unsentNote.note();
  const noteLoss = (highest: number, held: number): void => {
    recordLoss({ cause: 'put-back', sequence: highest, audit: 0, held });
    ledgerMark.note();
  };
  const tellAllLookUps = (): void => {
    const view = cache.current();
    if (view === null) return;
    audit.flush();
    const told = tellLookUps(ledger, clock, () => {
      const at = clock.now();
      return { device: secrets.device, staff: PROGRAM, at, day: view.timeOf(at).day };
    });
    if (told > 0) ledgerMark.note();
  };
  const hubUrl = options.hubUrl ?? secrets.hubUrl;
  const said = (): Readonly<Record<string, string>> => ({
    ...(options.version === undefined ? {} : { [APP_HEADER]: options.version }),
    ...(options.host === undefined ? {} : { [HOST_HEADER]: options.host }),
    [UNSENT_HEADER]: String(unsent(ledger).count),
    [CLOCK_HEADER]: String(clock.now()),
    [ADDRESSES_HEADER]: neighbours.addresses().join(','),
  });
  const askKeys = async (url: string, signal: AbortSignal): Promise<KeysFound> => {
    const identity = await askIdentity(url, options.line, signal);
    if (!identity.ok || identity.value.keys.sign === secrets.hubPublicKey) return 'same';
    const keys = nextKeys(secrets, identity.value.succession);
    if (keys === null) return 'missed';
    log('info', 'HQ has other keys, and said so with those of before');
    options.onKeys(withKeys(secrets, keys));
    return 'next';
  };
  const neighbours = createNeighbours({
    secrets,
    ledger,
    cache,
    clock,
    random: platform.random,
    isOnline: () => sync.isOnline(),
    onTold: options.onTold,
    onStatus: options.onSyncStatus,
    onKept: () => sync.nudge(),
    onReceipts: () => sync.nudge(),
    onPutBack(last) {
      noteLoss(last, 0);
      sync.nudge();
    },
    log,
  });
  const sync = createSync({
    client:
      hubUrl === null
        ? null
        : createHubClient(hubUrl, {
            token: secrets.token,
            voice: voiceOf(secrets),
            line: options.line,
            say: said,
          }),
    hubUrl,
    branch: secrets.branch,
    device: secrets.device,
    packKeys,
    hubKey: hubKey(secrets.hubPublicKey),
    ledger,
    cache,
    cacheFolder,
    clock,
    random: platform.random,
    onStatus() {
      unsentNote.note();
      options.onSyncStatus();
    },
    onSent: tellAllLookUps,
    onRevoked() {
      // Without keys of its own anybody on the line could say so.
      if (secrets.keys === undefined || readSetting(ledger, 'revoked-at') !== null) return;
      log('error', 'HQ revoked this computer: the customers\u2019 data are removed');
      writeSetting(ledger, 'revoked-at', String(clock.now()));
      cache.discard();
    },
    onUnknown() {
      // Without keys of its own anybody on the line could say so.
      if (secrets.keys === undefined || !hasReceipts(ledger)) return;
      const waiting = forgetReceipts(ledger, 0);
      log('error', `HQ does not know this computer: ${waiting} entries wait again`);
    },
    ...(hubUrl === null ? {} : { askKeys: (signal) => askKeys(hubUrl, signal) }),
    onTold: options.onTold,
    hasLine: (id) => neighbours.hasLine(id),
    onLoss: noteLoss,
    log,
  });
  return {
    secrets,
    ledger,
    mark: ledgerMark,
    unsentNote,
    audit,
    lookUps,
    clock,
    cache,
    cacheFolder,
    sync,
    neighbours,
    tellLookUps: tellAllLookUps,
    run() {
      sync.run();
      neighbours.run();
    },
    noteLoss,
    async close() {
      neighbours.stop();
      await sync.stop();
      audit.close();
      ledgerMark.close();
      unsentNote.close();
      cache.close();
      ledger.close();
    },
  };
}

/** Of two ids of one device. */
const latest = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;
