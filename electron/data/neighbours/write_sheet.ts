// A sheet of this device: what it recorded after a sequence, signed, for neighbours to read and to bring to HQ.
import { type KeyObject, sign } from 'node:crypto';
import type { Day } from '#shared/base/month.ts';
import type { Sheet } from '#shared/wire/neighbour.ts';
import { EVENTS_PER_BATCH, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { eventsAfter, lastSequence, outboxFloor } from '../store/events.ts';
import { fitting } from '../sync/send_events.ts';

export type Author = {
  readonly ledger: ReadableDB;
  readonly branch: string;
  readonly device: string;
  /** Ed25519, private. */
  readonly key: KeyObject;
};

/** All that HQ lacks, and in any case what was recorded since `from`. */
export function oldestGiven({ ledger }: Pick<Author, 'ledger'>, from: Day): number {
  const row = ledger.get<{ first: number | null }>(sql`
    select min(sequence) as first from event
    where day >= ${from} and kind in ('visit.started', 'walk-in.started')`);
  const floor = outboxFloor(ledger);
  return Math.max(0, Math.min(floor, (row?.first ?? floor + 1) - 1));
}

/** @param after what the reader has; a sheet that begins later says so */
export function writeSheet(
  author: Author,
  after: number,
  oldest: number,
  about: Pick<Sheet, 'at' | 'hasLine'>,
): { readonly signed: Signed; readonly through: number; readonly last: number } {
  const { ledger, branch, device, key } = author;
  const last = lastSequence(ledger);
  const start = Math.min(Math.max(after, oldest), last);
  const events = fitting(eventsAfter(ledger, start, EVENTS_PER_BATCH));
  const through = events.at(-1)?.sequence ?? start;
  const sheet: Sheet = {
    kind: 'sheet',
    protocol: PROTOCOL_VERSION,
    branch,
    device,
    at: about.at,
    after: start,
    through,
    last,
    floor: outboxFloor(ledger),
    oldest,
    hasLine: about.hasLine,
    events: [...events],
  };
  const body = Buffer.from(JSON.stringify(sheet));
  const signature = sign(null, body, key).toString('base64');
  return { signed: { body: body.toString('base64'), signature }, through, last };
}
