// This device's letter to HQ: all that HQ has given no receipt for, and how far it follows HQ.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Secrets } from '#electron/port/parent.ts';
import type { Instant } from '#shared/base/month.ts';
import { PROTOCOL_VERSION, EVENTS_PER_BATCH } from '#shared/wire/protocol.ts';
import type { StickReport } from '#shared/wire/stick.ts';
import { hubNameOf } from '#stick/enrolment.ts';
import { packPart } from '#stick/part.ts';
import { writeLetter } from '#stick/sealed_file.ts';
import { letterName, makeStickFolder } from '#stick/stick_folder.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import type { Device } from '../device.ts';
import {
  firstRecordedAt,
  lastSequence,
  outboxFloor,
  storedCount,
  unsent,
  unsentBetween,
} from '../store/events.ts';
import { readGiftShare } from '../store/gift_share.ts';
import { missingHeld } from '../store/put_back.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { askedThrough } from '../store/told.ts';
import { publicKeysOf } from '../sync/device_keys.ts';
import { fitting } from '../sync/send_events.ts';
import { letterKeyOf } from './letter_key.ts';

/**
 * Each letter holds all that has no receipt, so that any one of them may be lost and the newest is enough. To be called
 * while no round of the sync runs.
 * @returns how many entries it holds
 * @throws StickProblem of the stick
 */
export async function writeReport(device: Device, chosen: string): Promise<number> {
  const { ledger, secrets, clock, cache } = device;
  device.tellLookUps();
  const now = clock.now();
  const { count } = unsent(ledger);
  const report: StickReport = {
    ...reportOf(ledger, secrets.device, cache.current()?.meta.number ?? 0, now),
    self: selfOf(secrets, firstRecordedAt(ledger) ?? now),
  };
  const folder = await makeStickFolder(chosen);
  await writeLetter(
    folder,
    letterName('to-hq', secrets.branch, secrets.device),
    {
      kind: 'to-hq',
      protocol: PROTOCOL_VERSION,
      hub: hubNameOf(secrets.hubPublicKey),
      branch: secrets.branch,
      device: secrets.device,
      deviceName: (hostname() || 'counter').slice(0, 100),
      at: now,
      count,
    },
    letterKeyOf(secrets),
    partsOf(device, report),
    null,
  );
  noteExported(ledger, report, now);
  return count;
}

const selfOf = ({ token, keys }: Secrets, since: Instant): NonNullable<StickReport['self']> => ({
  tokenHash: createHash('sha256').update(token).digest('base64'),
  keys: keys === undefined ? null : publicKeysOf(keys),
  since,
});

/** What a letter says of the device before its events. @param number of the cache */
export function reportOf(
  ledger: ReadableDB,
  device: string,
  number: number,
  now: number,
): StickReport {
  const { series, edition, pieces } = readGiftShare(ledger);
  return {
    // By the clock, so that a ledger that was put back does not number its letters anew.
    letter: Math.max(Number(readSetting(ledger, 'letter-number') ?? 0) + 1, now),
    number,
    floor: outboxFloor(ledger),
    stored: storedCount(ledger) + missingHeld(ledger),
    last: lastSequence(ledger),
    told: Object.fromEntries(askedThrough(ledger, device)),
    share: { series, edition, pieces: Object.fromEntries(pieces) },
  };
}

/** The letter is on the stick, flushed and renamed. */
export function noteExported(ledger: WritableDB, { letter, last }: StickReport, now: number): void {
  ledger.transaction(() => {
    writeSetting(ledger, 'letter-number', String(letter));
    writeSetting(ledger, 'exported-through', String(last));
    writeSetting(ledger, 'exported-at', String(now));
  });
}

function* partsOf({ ledger }: Device, report: StickReport): Generator<Buffer> {
  yield packPart(report);
  for (let after = 0; ;) {
    const events = fitting(unsentBetween(ledger, after, report.last, EVENTS_PER_BATCH));
    const end = events.at(-1);
    if (end === undefined) return;
    after = end.sequence;
    yield packPart({ protocol: PROTOCOL_VERSION, events });
  }
}
