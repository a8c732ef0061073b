// Takes what HQ's letter says, once all of it was proven: receipts, what the others told, what HQ holds. An older one takes nothing back.
import type { KeyObject } from 'node:crypto';
import type { Instant } from '#shared/base/month.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { CLOCK_TOLERANCE_MS } from '#shared/wire/protocol.ts';
import type { StickPart, StickReply } from '#shared/wire/stick.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import type { Cache } from '../store/cache.ts';
import { acknowledge, forgetReceipts } from '../store/events.ts';
import type { Clock } from '../store/identity.ts';
import { lastTaken } from '../store/put_back.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { toldThrough } from '../store/told.ts';
import { takeTold } from '../sync/pull_told.ts';
import type { RoundFailure, RoundResult } from '../sync/round_result.ts';

export type TakenReply = {
  readonly receipts: number;
  readonly from: number;
  readonly to: number;
  readonly at: Instant;
  readonly isOlder: boolean;
  readonly isSentAgain: boolean;
};

/** The device that the letter is for. */
export type Reader = {
  readonly branch: string;
  readonly name: string;
  readonly hubKey: KeyObject;
  readonly ledger: WritableDB;
  readonly cache: Pick<Cache, 'current'>;
  readonly clock: Clock;
  noteLoss(highest: number, held: number): void;
  heard(at: Instant): void;
};

export type ProvenReply = {
  /** By HQ's clock. */
  readonly at: Instant;
  readonly reply: StickReply;
  readonly parts: () => AsyncIterable<StickPart>;
};

/**
 * To be called while no round of the sync runs.
 * @param follow brings the cache up to what the letter says
 */
export async function takeReply(
  reader: Reader,
  { at, reply, parts }: ProvenReply,
  follow: () => Promise<RoundResult>,
): Promise<Result<TakenReply, RoundFailure>> {
  const { ledger, cache, clock, branch, name, hubKey } = reader;
  const isNewest = at > newestRead(ledger, clock.now());
  const isSentAgain = noteHeld(reader, reply, isNewest);
  const canTell = isToldFrom(ledger, reply);
  let receipts = 0;
  for await (const part of parts()) {
    if (part.type === 'receipts') {
      receipts += acknowledge(
        ledger,
        [
          ...part.stored.map((id) => ({ id, quarantined: null })),
          ...part.quarantined.map(({ id, reason }) => ({ id, quarantined: reason })),
        ],
        clock.now(),
      );
    } else if (part.type === 'told' && canTell) {
      const told = takeTold(part.told, { ledger, clock, branch, device: name, hubKey });
      if (!told.ok) return told;
    }
  }
  const from = cache.current()?.meta.number ?? 0;
  const isOlder = reply.latest < Number(readSetting(ledger, 'highest-number') ?? 0);
  if (!isOlder) {
    const followed = await follow();
    if (!followed.ok) return followed;
  }
  if (isNewest) writeSetting(ledger, 'hq-letter-at', String(at));
  reader.heard(at);
  const to = cache.current()?.meta.number ?? 0;
  return ok({ receipts, from, to, at, isOlder, isSentAgain });
}

/**
 * When HQ wrote the newest letter that was read here. What it wrote under a clock that ran ahead is no measure for those
 * after it: 0 then.
 */
export function newestRead(ledger: ReadableDB, now: Instant): number {
  const at = Number(readSetting(ledger, 'hq-letter-at') ?? 0);
  return at > now + CLOCK_TOLERANCE_MS ? 0 : at;
}

/** As over the line (`compareHeld`), but that an old letter is no proof of a loss at HQ. */
function noteHeld(
  { ledger, noteLoss }: Reader,
  { held, resendAfter }: StickReply,
  isNewest: boolean,
): boolean {
  const known = lastTaken(ledger);
  if (held.highest > known) noteLoss(held.highest, held.highest - known);
  if (resendAfter === null || !isNewest) return false;
  return forgetReceipts(ledger, resendAfter) > 0;
}

/** What was told begins where this ledger ends, or before: else what lies between would never come. */
function isToldFrom(ledger: WritableDB, { toldAfter }: StickReply): boolean {
  const known = toldThrough(ledger);
  return Object.entries(toldAfter).every(([device, last]) => (known.get(device) ?? 0) >= last);
}
