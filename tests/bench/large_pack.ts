// A pack of the benchmarks as the data process has it open, and bare.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Context } from '#electron/data/commands/context.ts';
import type { Device } from '#electron/data/device.ts';
import { createSessions } from '#electron/data/sessions.ts';
import { createAuditLog } from '#electron/data/store/audit.ts';
import { openCache } from '#electron/data/store/cache.ts';
import { createClock } from '#electron/data/store/identity.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import { LEDGER_KEY, TOKEN } from '#tests/fixtures/fake_hub.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { PACK_KEY } from './million.ts';

export function openPackRaw(path: string): Database.Database {
  const binding = nativeBinding();
  const db = new Database(path, binding === null ? {} : { nativeBinding: binding });
  for (const pragma of keyPragmas(PACK_KEY)) db.pragma(pragma);
  return db;
}

/** The real cache, ledger and audit log; no hub. */
export function contextOfPack(path: string): Context {
  const ledger = openTestLedger();
  const cache = openCache({
    folder: dirname(path),
    branch: BRANCH.code,
    packKeys: () => [PACK_KEY],
    nativeBinding: nativeBinding(),
    onChange: () => undefined,
    log: (_level, text) => console.error(text),
  });
  const device: Pick<Device, 'ledger' | 'cache' | 'audit' | 'clock' | 'secrets'> = {
    ledger,
    cache,
    audit: createAuditLog(ledger, (error) => {
      throw error;
    }),
    clock: createClock(Date.now, randomBytes, null),
    secrets: {
      device: 'dev-1',
      branch: BRANCH.code,
      token: TOKEN,
      hubPublicKey: '',
      packKey: PACK_KEY,
      ledgerKey: LEDGER_KEY,
      hubUrl: 'http://127.0.0.1',
    },
  };
  // Searching asks the context for the device, and notes who was shown.
  const sessions = createSessions(
    () => 3_600_000,
    () => undefined,
  );
  return { device: () => device as Device, sessions } as unknown as Context;
}
