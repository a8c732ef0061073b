// A ledger that was put back to an older copy: HQ holds events that it lacks. What is scarce is not given twice.
import type { LotteryLease, PointsLease } from '#shared/model/lease.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { lastSequence } from './events.ts';
import { readSetting, writeSetting } from './settings.ts';

/** Events that HQ holds and this ledger lacks; null: it was never put back. */
export function missingEvents(ledger: ReadableDB): number | null {
  const text = readSetting(ledger, 'put-back');
  return text === null ? null : Number(text);
}

/**
 * New events are numbered after those that HQ holds, and the decks that are lent now are closed: which of their tickets
 * were drawn in the lost time this ledger cannot know.
 * @param highest the last sequence that HQ holds
 * @param leases of this device
 */
export function notePutBack(
  ledger: WritableDB,
  highest: number,
  leases: readonly LotteryLease[],
): void {
  ledger.transaction(() => {
    const missing = highest - Math.max(lastSequence(ledger), sequenceFloor(ledger));
    writeSetting(ledger, 'put-back', String((missingEvents(ledger) ?? 0) + missing));
    writeSetting(ledger, 'sequence-floor', String(highest));
    const closed = new Set([...closedLeases(ledger), ...leases.map(({ id }) => id)]);
    writeSetting(ledger, 'closed-leases', JSON.stringify([...closed]));
  });
}

export const sequenceFloor = (ledger: ReadableDB): number =>
  Number(readSetting(ledger, 'sequence-floor') ?? 0);

export const isClosedLease = (ledger: ReadableDB, lease: string): boolean =>
  closedLeases(ledger).includes(lease);

/** What was spent in the lost time is in HQ's figures only once these count the events of it. */
export const arePointsKnown = (ledger: ReadableDB, lease: PointsLease): boolean =>
  lease.counted >= sequenceFloor(ledger);

const closedLeases = (ledger: ReadableDB): readonly string[] =>
  JSON.parse(readSetting(ledger, 'closed-leases') ?? '[]') as string[];
