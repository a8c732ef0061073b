// Does to the ledger what HQ did to its own tables when a person was erased: figures and receipts stay.
import { type Erased, erasedPayload } from '#shared/model/erasure.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { forgetSheetsAfter } from './neighbours.ts';

/** @returns how many persons were not erased here yet */
export function eraseFromLedger(ledger: WritableDB, told: readonly Erased[]): number {
  const fresh = told.filter((each) => !isErased(ledger, each));
  for (const each of fresh) ledger.transaction(() => eraseOne(ledger, each));
  return fresh.length;
}

const isErased = (ledger: ReadableDB, { customer, visits }: Erased): boolean =>
  ledger.get(sql`select customer from erased_customer where customer = ${customer}`) !==
    undefined &&
  visits.every(
    (visit) => ledger.get(sql`select visit from erased_visit where visit = ${visit}`) !== undefined,
  );

type Row = { readonly key: number; readonly id: string; readonly payload: string };

function eraseOne(ledger: WritableDB, { customer, visits }: Erased): void {
  ledger.run(sql`insert or ignore into erased_customer (customer) values (${customer})`);
  for (const visit of visits) {
    ledger.run(sql`insert or ignore into erased_visit (visit) values (${visit})`);
  }
  const own = ledger.all<Row>(sql`
    select sequence as key, id, payload from event
    where customer = ${customer} or visit in (select visit from erased_visit)`);
  for (const { key, id, payload } of own) {
    ledger.run(sql`update event set payload = ${erasedText(payload)} where sequence = ${key}`);
    eraseAround(ledger, id);
  }
  const elsewhere = ledger.all<Row>(sql`
    select arrival as key, id, payload from told_event
    where customer = ${customer} or visit in (select visit from erased_visit)`);
  for (const { key, id, payload } of elsewhere) {
    ledger.run(sql`update told_event set payload = ${erasedText(payload)} where arrival = ${key}`);
    eraseAround(ledger, id);
  }
  forgetSheets(ledger, customer);
  const lines = ledger.all<{ visit: string; doc: string }>(sql`
    select visit, doc from visit_row
    where customer = ${customer} or visit in (select visit from erased_visit)`);
  for (const { visit, doc } of lines) {
    ledger.run(sql`update visit_row set doc = ${erasedLine(doc)} where visit = ${visit}`);
  }
}

/**
 * Nothing can be taken out of what another device signed: its sheets go from the first one on that speaks of the
 * person, and that device is asked for them again, which has no such words any more once HQ has told it.
 */
function forgetSheets(ledger: WritableDB, customer: number): void {
  const visits = new Set(
    ledger.all<{ visit: string }>(sql`select visit from erased_visit`).map(({ visit }) => visit),
  );
  const speaksOf = (event: unknown): boolean => {
    const { payload } = event as { readonly payload?: Readonly<Record<string, unknown>> };
    return payload?.['customer'] === customer || visits.has(String(payload?.['visit']));
  };
  const kept = ledger.all<{ device: string; after: number; body: string }>(
    sql`select device, after, body from neighbour_sheet order by device, through`,
  );
  const forgotten = new Set<string>();
  for (const { device, after, body } of kept) {
    if (forgotten.has(device)) continue;
    const { events } = JSON.parse(Buffer.from(body, 'base64').toString('utf8')) as {
      readonly events: readonly unknown[];
    };
    if (!events.some(speaksOf)) continue;
    forgetSheetsAfter(ledger, device, after);
    forgotten.add(device);
  }
}

/** What was made of an event: the sentences as they were shown, and what it was corrected to. */
export function eraseAround(ledger: WritableDB, id: string): void {
  ledger.run(sql`delete from decision_text where decision = ${id}`);
  const corrected = ledger.get<{ becomes: string | null }>(
    sql`select becomes from correction where event = ${id}`,
  );
  if (corrected === undefined || corrected.becomes === null) return;
  ledger.run(
    sql`update correction set becomes = ${erasedText(corrected.becomes)} where event = ${id}`,
  );
}

const erasedText = (payload: string): string => JSON.stringify(erasedPayload(JSON.parse(payload)));

/** @param doc of a row of `visit_row` */
export function erasedLine(doc: string): string {
  const line = JSON.parse(doc) as Readonly<Record<string, unknown>>;
  const inside = Object.entries(line).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(erasedPayload) : erasedPayload(value),
  ]);
  return JSON.stringify(erasedPayload(Object.fromEntries(inside)));
}
