// A ledger that lacks events, for it was put back to an older copy or damaged. What is scarce is not given twice.
import type { LotteryLease, PointsLease } from '#shared/model/lease.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { lastSequence } from './events.ts';
import { readSetting, writeSetting } from './settings.ts';

/** Events that this ledger lacks; null: it was never put back and never damaged. */
export function missingEvents(ledger: ReadableDB): number | null {
  const text = readSetting(ledger, 'put-back');
  return text === null ? null : Number(text);
}

/** Of them, those that HQ surely holds. */
export const missingHeld = (ledger: ReadableDB): number =>
  Number(readSetting(ledger, 'put-back-held') ?? readSetting(ledger, 'put-back') ?? 0);

/** New numbers are taken after this one. */
export const lastTaken = (ledger: ReadableDB): number =>
  Math.max(lastSequence(ledger), sequenceFloor(ledger));

export type Loss = {
  readonly missing: number;
  /** Of the missing, those that HQ says it holds. */
  readonly held: number;
  /** No new event takes a sequence up to this one. */
  readonly floor: number;
};

/**
 * New events are numbered after all that were ever recorded, and the decks that are lent now are closed: which of
 * their tickets were drawn in the lost time this ledger cannot know. Call inside a transaction.
 * @param leases of this device
 */
export function notePutBack(ledger: WritableDB, loss: Loss, leases: readonly LotteryLease[]): void {
  const held = missingHeld(ledger) + loss.held;
  writeSetting(ledger, 'put-back', String((missingEvents(ledger) ?? 0) + loss.missing));
  writeSetting(ledger, 'put-back-held', String(held));
  writeSetting(ledger, 'sequence-floor', String(Math.max(sequenceFloor(ledger), loss.floor)));
  closeLeases(ledger, leases);
}

/** Call inside a transaction. @param leases of this device */
function closeLeases(ledger: WritableDB, leases: readonly LotteryLease[]): void {
  const closed = new Set([...closedLeases(ledger), ...leases.map(({ id }) => id)]);
  writeSetting(ledger, 'closed-leases', JSON.stringify([...closed]));
}

/** What the ledger knew of earlier losses went with its settings. */
export const noteBlind = (ledger: WritableDB): void => writeSetting(ledger, 'blind', '1');

/**
 * All entries are here, but not whether some were missing before: decks are closed, and points wait for HQ's count, as
 * if there had been. Call inside a transaction. @param leases of this device
 */
export function restIfBlind(ledger: WritableDB, leases: readonly LotteryLease[]): void {
  if (readSetting(ledger, 'blind') === null) return;
  closeLeases(ledger, leases);
  writeSetting(ledger, 'sequence-floor', String(lastTaken(ledger)));
}

/** A ticket was drawn or points were spent after this sequence. */
export const hasScarceAfter = (ledger: ReadableDB, sequence: number): boolean =>
  ledger.get(sql`
    select sequence from event
    where sequence > ${sequence} and kind in ('lottery.drawn', 'points.spent') limit 1`) !==
  undefined;

export const sequenceFloor = (ledger: ReadableDB): number =>
  Number(readSetting(ledger, 'sequence-floor') ?? 0);

export const isClosedLease = (ledger: ReadableDB, lease: string): boolean =>
  closedLeases(ledger).includes(lease);

/** What was spent in the lost time is in HQ's figures only once these count the events of it. */
export const arePointsKnown = (ledger: ReadableDB, lease: PointsLease): boolean =>
  lease.counted >= sequenceFloor(ledger);

const closedLeases = (ledger: ReadableDB): readonly string[] =>
  JSON.parse(readSetting(ledger, 'closed-leases') ?? '[]') as string[];
