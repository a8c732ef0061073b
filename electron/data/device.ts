// An enrolled device: its ledger, its cache, and the sync between them and the hub.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Secrets } from '#electron/port/parent.ts';
import type { WritableDB } from './db/driver.ts';
import type { FutureDatabase } from './db/migration.ts';
import type { OpenFailure } from './db/open.ts';
import { openLedger } from './db/open_ledger.ts';
import { type AuditLog, createAuditLog } from './store/audit.ts';
import { type Cache, openCache } from './store/cache.ts';
import { lastEventId } from './store/events.ts';
import { type Clock, createClock } from './store/identity.ts';
import { createVoice, type Voice } from './sync/conversation.ts';
import { createHubClient } from './sync/hub_client.ts';
import { createSync, type Sync } from './sync/sync.ts';

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
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly cache: Cache;
  readonly cacheFolder: string;
  readonly sync: Sync;
  close(): Promise<void>;
};

export type DeviceOptions = {
  readonly secrets: Secrets;
  readonly dataDir: string;
  readonly nativeBinding: string | null;
  /** From `--hub`; null: the address noted at enrolment. */
  readonly hubUrl: string | null;
  readonly platform: Platform;
  readonly log: Log;
  readonly onCacheChange: () => void;
  readonly onSyncStatus: () => void;
  readonly onTold: () => void;
};

/** The ledger bears the device's name: the one of a device that lost its key stays beside it for HQ to recover. */
export const ledgerPath = (dataDir: string, device: string): string =>
  join(dataDir, `ledger-${device}.db`);

const voiceOf = ({ keys, hubPublicKey, hubSealKey }: Secrets): Voice | null =>
  keys === undefined || hubSealKey === undefined
    ? null
    : createVoice(keys, { sign: hubPublicKey, seal: hubSealKey });

export type OpenDeviceFailure =
  | OpenFailure
  | FutureDatabase
  /** It was there at enrolment. An empty one would number its events from 1 again, which the hub holds already. */
  | { readonly type: 'no-ledger' };

export function openDevice(options: DeviceOptions): Result<Device, OpenDeviceFailure> {
  const { secrets, dataDir, nativeBinding, platform, log } = options;
  const file = ledgerPath(dataDir, secrets.device);
  if (!existsSync(file)) return err({ type: 'no-ledger' });
  const opened = openLedger({ file, key: secrets.ledgerKey, nativeBinding });
  if (!opened.ok) return err(opened.error);
  const ledger = opened.value;
  const clock = createClock(platform.systemNow, platform.randomBytes, lastEventId(ledger));
  const audit = createAuditLog(ledger, (error) => {
    log('error', `audit log not written: ${error instanceof Error ? error.message : ''}`);
  });
  const cacheFolder = join(dataDir, 'cache');
  const cache = openCache({
    folder: cacheFolder,
    branch: secrets.branch,
    packKey: secrets.packKey,
    nativeBinding,
    onChange: options.onCacheChange,
    log,
  });
  const hubUrl = options.hubUrl ?? secrets.hubUrl;
  const sync = createSync({
    client:
      hubUrl === null
        ? null
        : createHubClient(hubUrl, { token: secrets.token, voice: voiceOf(secrets) }),
    hubUrl,
    branch: secrets.branch,
    device: secrets.device,
    hubPublicKey: secrets.hubPublicKey,
    ledger,
    cache,
    cacheFolder,
    clock,
    random: platform.random,
    onStatus: options.onSyncStatus,
    onTold: options.onTold,
    log,
  });
  return ok({
    secrets,
    ledger,
    audit,
    clock,
    cache,
    cacheFolder,
    sync,
    async close() {
      await sync.stop();
      audit.close();
      cache.close();
      ledger.close();
    },
  });
}
