// Asks HQ what the branch's other devices recorded, and what this one lost, and keeps it: a page a transaction, until
// there is no more.
import type { KeyObject } from 'node:crypto';
import type { Instant } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { type Told, toldSchema } from '#shared/wire/told.ts';
import type { WritableDB } from '../db/driver.ts';
import { passOverAhead } from '../store/day_floor.ts';
import { keepGiftShare, keepGiftsLost, readGiftShare } from '../store/gift_share.ts';
import type { Clock } from '../store/identity.ts';
import { sequenceFloor } from '../store/put_back.ts';
import {
  askedThrough,
  isHere,
  isNewestTold,
  keepDrawnElsewhere,
  keepTold,
  keepToldOf,
  noteToldWhole,
  noteOwnTold,
} from '../store/told.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { openSigned, type OtherProtocol } from './signed_document.ts';

export type BadTold = { readonly type: 'bad-told'; readonly detail: string };

export type PullToldOptions = TakeToldOptions & {
  readonly client: HubClient;
  readonly signal: AbortSignal;
  /** @param at by HQ's clock, just now */
  readonly onTime: (at: Instant) => void;
};

type TakeToldOptions = {
  readonly ledger: WritableDB;
  readonly clock: Clock;
  readonly branch: string;
  readonly device: string;
  readonly hubKey: KeyObject;
};

/** @returns how many events were new */
export async function pullTold(
  options: PullToldOptions,
): Promise<Result<number, HubFailure | OtherProtocol | BadTold>> {
  const { client, ledger, device, signal } = options;
  let kept = 0;
  let after = askedThrough(ledger, device);
  for (;;) {
    const answer = await client.told(after, readGiftShare(ledger), signal);
    if (!answer.ok) return answer;
    const taken = takeTold(answer.value, options);
    if (!taken.ok) return taken;
    const { added, more, reached, at } = taken.value;
    options.onTime(at);
    // Whatever has a receipt was received before this answer.
    ledger.transaction(() => passOverAhead(ledger, at));
    kept += added;
    if (more === null) return ok(kept);
    const next = more === 'again' ? askedThrough(ledger, device) : further(after, reached);
    // Nothing further and yet more: the hub repeats itself, and asking on would never end.
    if (next === null) return ok(kept);
    after = next;
  }
}

/** Null: nothing of it was passed. */
function further(
  after: ReadonlyMap<string, number>,
  reached: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | null {
  const isFurther = [...reached].some(([device, last]) => last > (after.get(device) ?? 0));
  return isFurther ? new Map([...after, ...reached]) : null;
}

type TakenTold = {
  readonly added: number;
  /** `again`: HQ tells something from the beginning once more. */
  readonly more: 'page' | 'again' | null;
  /** By device, the last sequence of this page. */
  readonly reached: ReadonlyMap<string, number>;
  readonly at: Instant;
};

/** Keeps one page of what HQ told. */
export function takeTold(
  signed: Signed,
  options: TakeToldOptions,
): Result<TakenTold, OtherProtocol | BadTold> {
  const { ledger, clock } = options;
  const opened = openSigned(signed, toldSchema, options.hubKey);
  if (!opened.ok) {
    const { error } = opened;
    return err(error.type === 'forged' ? { type: 'bad-told', detail: error.detail } : error);
  }
  const told = opened.value;
  if (told.branch !== options.branch || told.device !== options.device) {
    return err({ type: 'bad-told', detail: `it is for ${told.device} of ${told.branch}` });
  }
  const floor = sequenceFloor(ledger);
  const isOwn = told.events.some(
    ({ device, sequence }) => device === options.device && sequence > floor,
  );
  if (isOwn) return err({ type: 'bad-told', detail: 'it tells this device of itself' });
  return ok(ledger.transaction(() => keepPage(told, ledger, clock)));
}

function keepPage(told: Told, ledger: WritableDB, clock: Clock): TakenTold {
  const isNewest = isNewestTold(ledger, told.at);
  if (isNewest) {
    keepToldOf(ledger, told.devices);
    keepDrawnElsewhere(ledger, told.gifts);
    const { given, series } = told.shares ?? {};
    if (given !== undefined && series === sequenceFloor(ledger)) keepGiftsLost(ledger, given);
  }
  if (told.shares !== null) keepGiftShare(ledger, told.shares);
  const news = told.events.filter(
    (event) => event.device !== told.device || !isHere(ledger, event),
  );
  const added = keepTold(ledger, news, clock.now(), isNewest);
  if (!told.more && told.shares?.series === sequenceFloor(ledger)) noteOwnTold(ledger, told.device);
  const isAgain = isNewest && !told.more && noteToldWhole(ledger, told.devices);
  return {
    added,
    more: told.more ? 'page' : isAgain ? 'again' : null,
    reached: new Map(told.events.map(({ device, sequence }) => [device, sequence])),
    at: told.at,
  };
}
