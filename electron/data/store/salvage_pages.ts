// Rows of a damaged ledger whose table of contents, or whose way to a row, is lost: every page of a copy is read as if it
// were the head of a table, and what comes out is kept where it can only be an event or a row of the audit log.
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { isDamage, type ReadableDB, type WritableDB } from '../db/driver.ts';
import { openEncrypted } from '../db/open.ts';
import type { LedgerFile } from '../db/open_ledger.ts';
import { sql } from '../db/sql.ts';

export type FoundRows = {
  /** By sequence. */
  readonly events: ReadonlyMap<number, FoundEvent>;
  readonly audit: ReadonlyMap<number, FoundAudit>;
};
export type FoundEvent = {
  readonly sequence: number;
  readonly id: string;
  readonly device: string;
  readonly kind: string;
  readonly visit: string;
  readonly customer: number | null;
  readonly undoes: string | null;
  readonly payload: string;
  readonly at: number;
  readonly day: string;
  readonly staff: string;
};
export type FoundAudit = {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  readonly at: number;
  readonly staff: string | null;
  readonly action: string;
  readonly customer: number | null;
  readonly detail: string;
};

const PAGE = 4_096;
/** Tables whose words all fit the first page: so many pages are looked at with one opening. */
const AT_ONCE = 24;

/** @throws as the disk does: it takes the room of the ledger twice, for a while */
export function readPages(ledger: LedgerFile): FoundRows {
  const events = new Map<number, FoundEvent>();
  const audit = new Map<number, FoundAudit>();
  const copy = `${ledger.file}.pages`;
  try {
    removeAll(copy);
    if (!existsSync(ledger.file) || statSync(ledger.file).size < 2 * PAGE) return { events, audit };
    copyFileSync(ledger.file, copy);
    // What it holds of the first page would have opened the ledger.
    if (existsSync(`${ledger.file}-wal`)) copyFileSync(`${ledger.file}-wal`, `${copy}-wal`);
    replaceHead(ledger, copy);
    const pages = Math.max(Math.ceil(statSync(copy).size / PAGE), pagesOf(ledger, copy));
    for (let first = 2; first <= pages; first += AT_ONCE) {
      if (!withCopy(ledger, copy, (database) => point(database, first))) break;
      withCopy(ledger, copy, (database) => collect(database, events, audit));
    }
  } finally {
    removeAll(copy);
  }
  return { events, audit };
}

/** The first page of an empty database of at least that size, with tables that can be pointed anywhere. */
function replaceHead(ledger: LedgerFile, copy: string): void {
  const head = `${copy}.head`;
  removeAll(head);
  try {
    const opened = openEncrypted({ ...ledger, file: head, use: 'ledger' });
    if (!opened.ok) throw new Error(`a new database does not open: ${opened.error.type}`);
    const tables = Array.from(
      { length: AT_ONCE },
      (_, index) => `create table t${index}(s integer primary key,b,c,d,e,f,g,h,i,j,k);`,
    );
    const bytes = statSync(copy).size;
    opened.value.script(
      `${tables.join('')}create table fill(b);insert into fill values(zeroblob(${bytes}));`,
    );
    opened.value.close();
    const page = Buffer.alloc(PAGE);
    const from = openSync(head, 'r');
    readSync(from, page, 0, PAGE, 0);
    closeSync(from);
    const to = openSync(copy, 'r+');
    writeSync(to, page, 0, PAGE, 0);
    closeSync(to);
  } finally {
    removeAll(head);
  }
}

/** False: it does not open even so. */
function withCopy(ledger: LedgerFile, copy: string, work: (database: WritableDB) => void): boolean {
  const opened = openEncrypted({
    file: copy,
    key: ledger.key,
    nativeBinding: ledger.nativeBinding,
    use: 'pages',
  });
  if (!opened.ok) return false;
  try {
    work(opened.value);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    opened.value.close();
  }
}

function pagesOf(ledger: LedgerFile, copy: string): number {
  let count = 0;
  withCopy(ledger, copy, (database) => {
    count =
      database.get<{ count: number }>(sql`select page_count as count from pragma_page_count`)
        ?.count ?? 0;
  });
  return count;
}

const point = (database: WritableDB, first: number): void =>
  database.script(
    `update sqlite_schema set rootpage = ${first} + cast(substr(name, 2) as integer) where name like 't%'`,
  );

type Cells = Readonly<
  Record<'s' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k', unknown>
>;

function collect(
  database: ReadableDB,
  events: Map<number, FoundEvent>,
  audit: Map<number, FoundAudit>,
): void {
  for (let index = 0; index < AT_ONCE; index += 1) {
    try {
      const rows = database.all<Cells>({
        text: `select s, b, c, d, e, f, g, h, i, j, k from t${index}`,
        values: [],
      });
      for (const cells of rows) {
        const event = asEvent(cells);
        if (event !== null) events.set(event.sequence, event);
        const row = asAudit(cells);
        if (row !== null) audit.set(row.sequence, row);
      }
    } catch (error) {
      // A page of an index, a damaged one, or the lower part of one.
      if (!isDamage(error)) throw error;
    }
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isNumberOrNull = (value: unknown): value is number | null =>
  value === null || isNumber(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function asEvent({ s, b, c, d, e, f, g, h, i, j, k }: Cells): FoundEvent | null {
  const isOne =
    isNumber(s) &&
    isText(b) &&
    UUID.test(b) &&
    isText(j) &&
    DAY.test(j) &&
    isNumber(i) &&
    isText(h);
  if (!isOne || !isText(c) || !isText(d) || !isText(e) || !isText(k)) return null;
  if (!isNumberOrNull(f) || !isTextOrNull(g) || !isJson(h)) return null;
  return {
    sequence: s,
    id: b,
    device: c,
    kind: d,
    visit: e,
    customer: f,
    undoes: g,
    payload: h,
    at: i,
    day: j,
    staff: k,
  };
}

function asAudit({ s, b, c, d, e, f, g, h, i }: Cells): FoundAudit | null {
  const isOne = isNumber(s) && isText(b) && isText(c) && HASH.test(c) && isNumber(d) && i === null;
  if (!isOne || !isTextOrNull(e) || !isText(f) || !isNumberOrNull(g) || !isText(h)) return null;
  return { sequence: s, previous: b, hash: c, at: d, staff: e, action: f, customer: g, detail: h };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function removeAll(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}
