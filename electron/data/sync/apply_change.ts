// Applies one signed change: cursor, rows and digest in one transaction, in slices so that the windows go on.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ZodError } from 'zod';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type ChangeHead, changeRowSchema } from '#shared/wire/change.ts';
import { CHANGE_ROWS, PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import type { WritableDB } from '../db/driver.ts';
import { applyRow, type Effect, textRow } from '../store/change_rows.ts';
import { whyUnfit } from '../store/cache.ts';
import { type Meta, readMeta, writeMeta } from '../store/meta.ts';

export type ChangeRefusal =
  | { readonly type: 'bad-change'; readonly detail: string }
  /** The cache is not what HQ thinks it is: only a new pack helps. */
  | { readonly type: 'drift'; readonly detail: string }
  /** It is what HQ signed, but the counter could not work with it: only a newer pack helps. */
  | { readonly type: 'unfit'; readonly detail: string };

const MAX_ROWS_BYTES = 256 * 1024 * 1024;
/** A window waits no longer than this for the data process. */
const SLICE_MS = 6;

const unzip = promisify(gunzip);

/**
 * @param head its signature and its protocol were checked
 * @param rows gzip of lines of JSON
 * The cache's writer is this function's alone until it returns; readers see the state before, then the one after.
 */
export async function applyChange(
  cache: WritableDB,
  head: ChangeHead,
  rows: Buffer,
  branch: string,
  signal: AbortSignal,
): Promise<Result<Effect, ChangeRefusal>> {
  const meta = readMeta(cache);
  const reason = refusalOf(head, meta, branch);
  if (reason !== null) return err({ type: 'bad-change', detail: reason });
  const bytes = await unzipRows(head, rows);
  if (!bytes.ok) return bytes;
  const effect: Effect = {
    digest: Uint8Array.from(Buffer.from(meta.digest, 'hex')),
    customers: 0,
    asOf: meta.asOf ?? '',
    hasRecords: false,
  };
  try {
    return await cache.transactionAsync(async () => {
      let count = 0;
      await inSlices(linesOf(bytes.value), signal, (line) => {
        applyRow(cache, textRow(line, changeRowSchema.parse(JSON.parse(line))), effect);
        count += 1;
      });
      if (count !== head.rows) throw new RangeError(`${count} rows instead of ${head.rows}`);
      const digest = Buffer.from(effect.digest).toString('hex');
      if (digest !== head.digest) throw new Drift();
      const unfit = effect.hasRecords ? whyUnfit(cache, branch) : null;
      if (unfit !== null) throw new Unfit(unfit);
      writeMeta(cache, 'number', String(head.number));
      writeMeta(cache, 'digest', digest);
      writeMeta(cache, 'as_of', effect.asOf);
      writeMeta(cache, 'customers', String(meta.customers + effect.customers));
      return ok(effect);
    });
  } catch (error) {
    if (error instanceof Drift) {
      return err({ type: 'drift', detail: `change ${head.number} does not lead to its digest` });
    }
    if (error instanceof Unfit) {
      return err({ type: 'unfit', detail: `change ${head.number}: ${error.message}` });
    }
    if (isMalformed(error)) {
      return err({ type: 'bad-change', detail: `a row of change ${head.number} does not fit` });
    }
    throw error;
  }
}

/** Both roll the transaction back; they never leave this file. */
class Drift extends Error {}
class Unfit extends Error {}

function refusalOf(head: ChangeHead, meta: Meta, branch: string): string | null {
  if (head.branch !== branch) return `it is of branch ${head.branch}`;
  if (head.schema !== PACK_SCHEMA_VERSION) return `its tables are of version ${head.schema}`;
  if (head.number !== meta.number + 1) return `it is ${head.number} after ${meta.number}`;
  if (head.rows > CHANGE_ROWS) return `it has ${head.rows} rows`;
  return null;
}

async function unzipRows(head: ChangeHead, rows: Buffer): Promise<Result<Buffer, ChangeRefusal>> {
  if (createHash('sha256').update(rows).digest('hex') !== head.sha256) {
    return err({
      type: 'bad-change',
      detail: `rows of change ${head.number} are not what HQ signed`,
    });
  }
  try {
    return ok(await unzip(rows, { maxOutputLength: MAX_ROWS_BYTES }));
  } catch {
    return err({ type: 'bad-change', detail: `rows of change ${head.number} do not unpack` });
  }
}

function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found;
    if (end > start) yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}

async function inSlices<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  work: (item: T) => void,
): Promise<void> {
  let sliceStart = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await nextTurn();
    signal.throwIfAborted();
    sliceStart = performance.now();
  }
  // The commit has a turn of its own.
  await nextTurn();
  signal.throwIfAborted();
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a malformed row throws, on its way through JSON, schema, columns and tables. */
const isMalformed = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ZodError ||
  (error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(error.code));
