// A sheet of another device, from itself or by a third hand: proven, kept for HQ, and what concerns the branch shown.
import { verify } from 'node:crypto';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { eventEnvelopeSchema, eventPayloads, type EventKind } from '#shared/model/event.ts';
import { type Sheet, sheetSchema } from '#shared/wire/neighbour.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { TOLD_DAYS, type ToldEvent, toldEventSchema } from '#shared/wire/told.ts';
import type { WritableDB } from '../db/driver.ts';
import {
  dropReceipts,
  dropSheets,
  keepLastWord,
  keepSheet,
  neighbourThrough,
  noteNeighbour,
  waitingSheets,
} from '../store/neighbours.ts';
import { keepNeighbours } from '../store/told.ts';
import type { Neighbour, Roster } from './roster.ts';

export type TakenSheet = {
  readonly sheet: Sheet;
  /** How many entries are to be shown that were not known. */
  readonly shown: number;
  /** Up to where its device is held here without a gap. */
  readonly through: number;
};

export type SheetRefusal = {
  /** `gap`: what lies before is not here; `full`: HQ must be heard first. */
  readonly type: 'unknown' | 'forged' | 'malformed' | 'gap' | 'full';
};

export type TakeSheetOptions = {
  readonly ledger: WritableDB;
  readonly roster: Roster;
  readonly now: Instant;
  /** From its own device, at the other end of this line. */
  readonly isFirstHand: boolean;
};

/** Kept for HQ of one device: a month of a busy counter. */
const MOST_BYTES = 64 * 1024 * 1024;

export function takeSheet(
  name: string,
  signed: Signed,
  { ledger, roster, now, isFirstHand }: TakeSheetOptions,
): Result<TakenSheet, SheetRefusal> {
  const author = roster.neighbours.get(name);
  if (author === undefined) return err({ type: 'unknown' });
  const opened = openSheet(signed, author, roster.branch);
  if (!opened.ok) return opened;
  const { sheet, events } = opened.value;
  const { device, after, through, floor, oldest } = sheet;
  return ledger.transaction((): Result<TakenSheet, SheetRefusal> => {
    const known = neighbourThrough(ledger).get(device) ?? 0;
    dropSheets(ledger, device, floor);
    dropReceipts(ledger, device, floor);
    if (through <= known) {
      if (isFirstHand) noteNeighbour(ledger, device, null, now);
      if (sheet.events.length === 0 && through === known) keepLastWord(ledger, device, signed);
      return ok({ sheet, shown: 0, through: known });
    }
    // What lies before `oldest` is with HQ, which tells it.
    if (after > Math.max(known, oldest)) return err({ type: 'gap' });
    if (through > floor && sheet.events.length > 0) {
      const kept = waitingSheets(ledger).find((one) => one.device === device);
      if ((kept?.bytes ?? 0) + signed.body.length > MOST_BYTES) return err({ type: 'full' });
      keepSheet(ledger, { device, after, through, signed });
    }
    // A PIN is taken from HQ alone.
    const shown = keepNeighbours(
      ledger,
      events.filter((event) => event.kind !== 'pin.chosen' && isOfThisTime(event, now)),
      now,
    );
    const heardAt = isFirstHand ? now : sheet.at;
    noteNeighbour(ledger, device, through, Math.min(heardAt, now) as Instant);
    return ok({ sheet, shown, through });
  });
}

/** As HQ tells it, and no day that is still to come: HQ would not believe that. */
const isOfThisTime = ({ at }: ToldEvent, now: number): boolean =>
  at < now + DAY_MS && at > now - TOLD_DAYS * DAY_MS;

/**
 * How far this device had come when it signed that, as a neighbour kept it. Null: it never signed it.
 * @param own this device
 */
export function readLastWord(
  signed: Signed,
  own: Pick<Neighbour, 'id' | 'signKey'>,
  branch: string,
): number | null {
  const opened = openSheet(signed, own, branch);
  return opened.ok ? opened.value.sheet.last : null;
}

function openSheet(
  { body: text, signature }: Signed,
  { id, signKey }: Pick<Neighbour, 'id' | 'signKey'>,
  branch: string,
): Result<{ readonly sheet: Sheet; readonly events: readonly ToldEvent[] }, SheetRefusal> {
  const body = Buffer.from(text, 'base64');
  if (!verify(null, body, signKey, Buffer.from(signature, 'base64')))
    return err({ type: 'forged' });
  const parsed = sheetSchema.safeParse(parseJson(body));
  if (!parsed.success) return err({ type: 'malformed' });
  const sheet = parsed.data;
  const { after, through, last, oldest, floor } = sheet;
  const isOrdered = after <= through && through <= last && oldest <= floor && floor <= last;
  if (sheet.device !== id || sheet.branch !== branch || !isOrdered) {
    return err({ type: 'malformed' });
  }
  const events: ToldEvent[] = [];
  let before = after;
  for (const raw of sheet.events) {
    const envelope = eventEnvelopeSchema.loose().safeParse(raw);
    if (!envelope.success) return err({ type: 'malformed' });
    const { device, sequence } = envelope.data;
    if (device !== id || sequence <= before || sequence > through)
      return err({ type: 'malformed' });
    before = sequence;
    const told = asTold(raw);
    if (told !== null) events.push(told);
  }
  // Its numbers are what its events say: nothing can be passed over by a number alone.
  if (before !== through && sheet.events.length > 0) return err({ type: 'malformed' });
  if (sheet.events.length === 0 && after !== through) return err({ type: 'malformed' });
  return ok({ sheet, events });
}

/** Null: of a kind that is not told, or as this program does not know it; HQ gets it all the same. */
function asTold(raw: unknown): ToldEvent | null {
  const told = toldEventSchema.safeParse(raw);
  if (!told.success) return null;
  const payload = eventPayloads[told.data.kind satisfies EventKind].safeParse(told.data.payload);
  return payload.success ? { ...told.data, payload: payload.data } : null;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
