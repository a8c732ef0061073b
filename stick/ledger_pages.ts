// Rows of a damaged ledger whose table of contents, or whose way to a row, is lost: every page of a copy is read as if it
// were the head of a table, and what comes out is kept where it can only be an event or a row of the audit log. The same at
// the counter, which goes on with it, and at HQ, which is brought the ledger of a broken PC.
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

/** A database of SQLite, opened with the ledger's key. */
type PageDatabase = {
  rows(statement: string): readonly unknown[];
  script(statements: string): void;
  close(): void;
};

export type PageReader = {
  /**
   * @param use `head`: a new one, made as a ledger is; `pages`: a throw-away copy whose schema may be written
   * @returns null: it does not open
   */
  readonly open: (file: string, use: 'head' | 'pages') => PageDatabase | null;
  /** What a statement throws that meets a damaged page. */
  readonly isDamage: (error: unknown) => boolean;
};

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

/**
 * @param ledger its path; what SQLite keeps beside it is read along, and nothing of it is changed
 * @throws as the disk does: it takes the room of the ledger twice, for a while
 */
export function readPages(ledger: string, reader: PageReader): FoundRows {
  const events = new Map<number, FoundEvent>();
  const audit = new Map<number, FoundAudit>();
  const copy = `${ledger}.pages`;
  try {
    removeAll(copy);
    if (!existsSync(ledger) || statSync(ledger).size < 2 * PAGE) return { events, audit };
    copyFileSync(ledger, copy);
    // What it holds of the first page would have opened the ledger.
    if (existsSync(`${ledger}-wal`)) copyFileSync(`${ledger}-wal`, `${copy}-wal`);
    replaceHead(copy, reader);
    const pages = Math.max(Math.ceil(statSync(copy).size / PAGE), pagesOf(copy, reader));
    for (let first = 2; first <= pages; first += AT_ONCE) {
      if (!withCopy(copy, reader, (database) => point(database, first))) break;
      withCopy(copy, reader, (database) => collect(database, reader, events, audit));
    }
  } finally {
    removeAll(copy);
  }
  return { events, audit };
}

/** The first page of an empty database of at least that size, with tables that can be pointed anywhere. */
function replaceHead(copy: string, { open }: PageReader): void {
  const head = `${copy}.head`;
  removeAll(head);
  try {
    const database = open(head, 'head');
    if (database === null) throw new Error('a new database does not open');
    const tables = Array.from(
      { length: AT_ONCE },
      (_, index) => `create table t${index}(s integer primary key,b,c,d,e,f,g,h,i,j,k);`,
    );
    const bytes = statSync(copy).size;
    try {
      database.script(
        `${tables.join('')}create table fill(b);insert into fill values(zeroblob(${bytes}));`,
      );
    } finally {
      database.close();
    }
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
function withCopy(
  copy: string,
  { open, isDamage }: PageReader,
  work: (database: PageDatabase) => void,
): boolean {
  const database = open(copy, 'pages');
  if (database === null) return false;
  try {
    work(database);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    database.close();
  }
}

function pagesOf(copy: string, reader: PageReader): number {
  let count = 0;
  withCopy(copy, reader, (database) => {
    const [row] = database.rows('select page_count as count from pragma_page_count');
    ({ count } = row as { readonly count: number });
  });
  return count;
}

const point = (database: PageDatabase, first: number): void =>
  database.script(
    `update sqlite_schema set rootpage = ${first} + cast(substr(name, 2) as integer) where name like 't%'`,
  );

type Cells = Readonly<
  Record<'s' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k', unknown>
>;

function collect(
  database: PageDatabase,
  { isDamage }: PageReader,
  events: Map<number, FoundEvent>,
  audit: Map<number, FoundAudit>,
): void {
  for (let index = 0; index < AT_ONCE; index += 1) {
    try {
      const rows = database.rows(`select s, b, c, d, e, f, g, h, i, j, k from t${index}`);
      for (const row of rows) {
        const cells = row as Cells;
        const event = asEvent(cells);
        if (event !== null) events.set(event.sequence, event);
        const entry = asAudit(cells);
        if (entry !== null) audit.set(entry.sequence, entry);
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
