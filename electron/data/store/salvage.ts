// A damaged ledger is made anew from all that can still be read; the damaged files stay beside it for HQ.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { readPastDamage } from '#shared/base/past_damage.ts';
import type { EventPayload } from '#shared/model/event.ts';
import {
  type FoundAudit,
  type FoundEvent,
  type FoundRows,
  type PageReader,
  readPages,
} from '#stick/ledger_pages.ts';
import { isDamage, type ReadableDB, type WritableDB } from '../db/driver.ts';
import { openEncrypted } from '../db/open.ts';
import { type LedgerFile, openLedger } from '../db/open_ledger.ts';
import { sql } from '../db/sql.ts';
import { delayAfter, writeAttempts } from './attempts.ts';
import { noteCorrection } from './corrections.ts';
import { noteBlind } from './put_back.ts';
import { recountDrawn } from './stock.ts';

/** Complete, but perhaps not in its place yet. */
const mendedPath = (file: string): string => `${file}.mended`;
const draftPath = (file: string): string => `${file}.draft`;

/**
 * The ledger must be closed. What other devices told is left out, since HQ tells it again, and so are the rows of
 * visits, which are made anew from the events. @returns events that were saved @throws as the disk does
 */
export function salvageLedger(ledger: LedgerFile, now: number): number {
  const draft = { ...ledger, file: draftPath(ledger.file) };
  removeFiles(draft.file);
  const opened = openLedger(draft);
  if (!opened.ok) throw new Error(`the mended ledger does not open: ${opened.error.type}`);
  const mended = opened.value;
  let events = 0;
  const source = openEncrypted({ ...ledger, use: 'pack' });
  if (!source.ok && source.error.type === 'cannot-open') {
    mended.close();
    throw new Error(`the damaged ledger cannot be read now: ${source.error.detail}`);
  }
  const pages = readPages(ledger.file, pageReader(ledger));
  try {
    const isReadable = source.ok && migratedTo(source.value) !== null;
    events = copyAll(isReadable ? source.value : null, pages, mended);
  } finally {
    if (source.ok) source.value.close();
  }
  // Closing brings the log into the file.
  mended.close();
  renameSync(draft.file, mendedPath(ledger.file));
  finishSalvage(ledger.file, now);
  return events;
}

/** Puts a mended ledger into its place; after a power cut it is found here at the next start. */
export function finishSalvage(file: string, now: number): void {
  if (!existsSync(mendedPath(file))) return;
  const aside = `${file}.damaged-${now}`;
  // The log first: it must never meet the mended file.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  renameSync(mendedPath(file), file);
}

const pageReader = ({ key, nativeBinding }: LedgerFile): PageReader => ({
  open(file, use) {
    const opened = openEncrypted({
      file,
      key,
      nativeBinding,
      use: use === 'head' ? 'ledger' : 'pages',
    });
    if (!opened.ok) return null;
    const { all, script, close } = opened.value;
    return { rows: (text) => all({ text, values: [] }), script, close };
  },
  isDamage,
});

function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Null: not even that can be read. */
function migratedTo(source: ReadableDB): number | null {
  return attempt(
    () =>
      source.get<{ user_version: number }>(sql`select user_version from pragma_user_version`)
        ?.user_version ?? 0,
    null,
  );
}

type ReceiptRow = {
  readonly sequence: number;
  readonly at: number;
  readonly quarantined: string | null;
};
type Correction = EventPayload<'visit.corrected'>;
const sequenceOf = (row: { readonly sequence: number }): number => row.sequence;

/** @param from null: it does not open. What it can still be asked goes before what its pages say. */
function copyAll(from: ReadableDB | null, pages: FoundRows, to: WritableDB): number {
  const events = merged(
    pastDamage<FoundEvent>(from, (source, after, limit) =>
      source.all(sql`
        select sequence, id, device, kind, visit, customer, undoes, payload, at, day, staff
        from event where sequence > ${after} order by sequence limit ${limit}`),
    ),
    pages.events,
  );
  // Without its receipt an event is sent once more, and HQ holds it once.
  const receipts = pastDamage<ReceiptRow>(from, (source, after, limit) =>
    source.all(sql`
        select sequence, at, quarantined from receipt
        where sequence > ${after} order by sequence limit ${limit}`),
  );
  const audit = merged(
    pastDamage<FoundAudit>(from, (source, after, limit) =>
      source.all(sql`
        select sequence, previous, hash, at, staff, action, customer, detail
        from audit where sequence > ${after} order by sequence limit ${limit}`),
    ),
    pages.audit,
  );
  to.transaction(() => {
    for (const row of events) {
      to.run(sql`
        insert or ignore into event
          (sequence, id, device, kind, visit, customer, undoes, payload, at, day, staff)
        values (${row.sequence}, ${row.id}, ${row.device}, ${row.kind}, ${row.visit},
          ${row.customer}, ${row.undoes}, ${row.payload}, ${row.at}, ${row.day}, ${row.staff})`);
      if (from !== null && row.kind === 'decision.made') copyText(from, to, row.id);
    }
    for (const { sequence, at, quarantined } of receipts) {
      to.run(sql`
        insert or ignore into receipt (sequence, at, quarantined)
        select sequence, ${at}, ${quarantined} from event where sequence = ${sequence}`);
    }
    for (const row of audit) {
      to.run(sql`
        insert into audit (sequence, previous, hash, at, staff, action, customer, detail)
        values (${row.sequence}, ${row.previous}, ${row.hash}, ${row.at}, ${row.staff},
          ${row.action}, ${row.customer}, ${row.detail})`);
    }
    if (from === null || !copySmall(from, to)) noteBlind(to);
    for (const { id, kind, payload } of events) {
      if (kind === 'visit.corrected') noteCorrection(to, id, JSON.parse(payload) as Correction);
    }
    recountDrawn(to);
  });
  return events.length;
}

const pastDamage = <Row extends { readonly sequence: number }>(
  from: ReadableDB | null,
  read: (source: ReadableDB, after: number, limit: number) => readonly Row[],
): readonly Row[] =>
  from === null
    ? []
    : readPastDamage((after, limit) => read(from, after, limit), sequenceOf, isDamage);

const merged = <Row extends { readonly sequence: number }>(
  read: readonly Row[],
  found: ReadonlyMap<number, Row>,
): readonly Row[] => {
  const all = new Map(found);
  for (const row of read) all.set(row.sequence, row);
  return [...all.values()].toSorted((one, other) => one.sequence - other.sequence);
};

/** The sentences as they were shown. */
function copyText(from: ReadableDB, to: WritableDB, decision: string): void {
  const row = attempt(
    () =>
      from.get<{ doc: string }>(sql`select doc from decision_text where decision = ${decision}`),
    undefined,
  );
  if (row !== undefined) {
    to.run(sql`insert into decision_text (decision, doc) values (${decision}, ${row.doc})`);
  }
}

/** @returns false: what the ledger knew of its own past is lost */
function copySmall(from: ReadableDB, to: WritableDB): boolean {
  const settings = attempt(
    () =>
      from.all<{ key: string; value: string }>(sql`
        select key, value from setting
        where key not in ('told-of', 'visit-rows-own', 'visit-rows-told')`),
    null,
  );
  for (const { key, value } of settings ?? []) {
    to.run(sql`insert into setting (key, value) values (${key}, ${value})`);
  }
  const attempts = attempt(
    () =>
      from.all<{ staff: string; failures: number; releases: number }>(
        sql`select staff, failures, releases from sign_in_attempt`,
      ),
    [],
  );
  // A damaged ledger shortens no wait.
  for (const { staff: id, failures, releases } of attempts) {
    writeAttempts(to, { id, releases }, { failures, owed: delayAfter(failures) });
  }
  return settings !== null;
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return otherwise;
    throw error;
  }
}
