// Opens one of the branch's two encrypted databases.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { err, ok, type Result } from '#shared/base/result.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { createDriver, type WritableDB } from './driver.ts';

export type OpenFailure =
  /** Not a database, or not with this key. */
  { readonly type: 'wrong-key' } | { readonly type: 'cannot-open'; readonly detail: string };

/** What `cannot-open` says, thrown. Its code is SQLite's. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
  readonly code: string;
  constructor(detail: string) {
    super(detail);
    this.code = detail.split(':')[0] ?? '';
  }
}

export type OpenOptions = {
  readonly file: string;
  /** 64 hex digits. */
  readonly key: string;
  /** File of the database module; null: the package's own prebuild. */
  readonly nativeBinding: string | null;
  /**
   * `ledger`: what is acknowledged is on disk (synchronous FULL). `cache`: may lose the last changes at a power
   * cut, never its consistency. `cache-writer` is one whose log `short_log.ts` keeps: it syncs nothing by itself.
   * `cache-reader` cannot write. `pack`: read-only, leaves no files beside it.
   * `pages`: a throw-away copy whose schema may be written, to read damaged pages by.
   */
  readonly use: 'ledger' | 'cache' | 'cache-writer' | 'cache-reader' | 'pack' | 'pages';
  /** A statement met a page that is not what was written; it throws all the same. */
  readonly onDamage?: () => void;
};

const PRAGMAS: Readonly<Record<OpenOptions['use'], readonly string[]>> = {
  // The log is cut only past a size, so that a commit seldom pays for growing the file.
  ledger: ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'trusted_schema = off'],
  cache: [
    'journal_mode = wal',
    'synchronous = normal',
    'cache_size = -8000',
    'trusted_schema = off',
  ],
  'cache-writer': [
    'synchronous = off',
    'journal_mode = wal',
    'wal_autocheckpoint = 0',
    'cache_size = -8000',
    'trusted_schema = off',
  ],
  // The inner pages of a million customers are more than SQLite's own 2 MB: a look-up would decrypt some again.
  'cache-reader': ['query_only = on', 'cache_size = -8000', 'trusted_schema = off'],
  pack: ['query_only = on', 'trusted_schema = off'],
  pages: ['synchronous = off', 'trusted_schema = off'],
};

const BUSY_MS = 5_000;

export function openEncrypted(options: OpenOptions): Result<WritableDB, OpenFailure> {
  let database: Database.Database | undefined;
  try {
    database = new Database(options.file, {
      timeout: BUSY_MS,
      readonly: options.use === 'pack',
      fileMustExist: options.use === 'cache-reader' || options.use === 'pack',
      ...(options.nativeBinding === null ? {} : { nativeBinding: options.nativeBinding }),
    });
    if (options.use === 'pages') {
      // Before anything is read: else a head that speaks of more pages than there are counts as damage.
      database.unsafeMode();
      database.pragma('writable_schema = on');
    }
    for (const pragma of keyPragmas(options.key)) database.pragma(pragma);
    // The first read is what tells whether the key fits.
    database.pragma('user_version');
    for (const pragma of PRAGMAS[options.use]) database.pragma(pragma);
    return ok(createDriver(database, options.onDamage));
  } catch (error) {
    database?.close();
    const code = codeOf(error);
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') return err({ type: 'wrong-key' });
    if (code.startsWith('SQLITE_')) {
      return err({ type: 'cannot-open', detail: `${code}: ${(error as Error).message}` });
    }
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
