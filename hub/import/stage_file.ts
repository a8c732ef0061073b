// Reads a file row by row into the staging tables, and sets bad rows aside.
import type { Day } from '#shared/base/month.ts';
import type { Database } from '#hub/db/database.ts';
import { storedPinHashes } from './db/branches.ts';
import {
  type DigestedRow,
  findSameRows,
  type StagedSame,
  stageDigests,
  stageSameRows,
} from './db/same_rows.ts';
import { stageRecords } from './db/staging.ts';
import type { ImportOptions } from './import_options.ts';
import type { BadRows } from './joint_checks.ts';
import type { ImportMap } from './map.ts';
import { hashPins } from './pin_hashes.ts';
import type { ImportRecord, RowReader } from './record.ts';
import type { RejectsFile } from './rejects_file.ts';
import type { ImportReport } from './report.ts';
import { createRowDigest } from './row_digest.ts';
import { type BadRowsSeen, createBadRows, createSkippedRows } from './rows_seen.ts';
import { type Source, SourceBroken, type SourceRow } from './source.ts';

export type Run = {
  readonly asOf: Day | undefined;
  readonly map: ImportMap;
  readonly source: Source;
  readonly reader: RowReader;
  readonly options: ImportOptions;
  readonly rejects: RejectsFile | undefined;
};

/** Rows that are read and forgotten before V8 moves them to where garbage stays longer. */
const BATCH = 500;

/** So many rows that were never read before, and the others are not asked for. */
const NEW_ROWS = 2_000;

type Staged = {
  readonly rows: number;
  readonly hiddenRows: number;
  readonly bad: BadRowsSeen;
  readonly skipped: ImportReport['skipped'];
  /** Rows that stand as they were imported before. */
  readonly same: number;
  /** First and last month seen; empty without months. */
  readonly firstMonth: string;
  readonly lastMonth: string;
};

export async function stageAll(tx: Database, run: Run): Promise<Staged> {
  const { map, source, reader, options, rejects } = run;
  const pins = map.entity === 'staff' ? await storedPinHashes(tx) : new Map<string, string>();
  const bad = createBadRows();
  const skipped = createSkippedRows();
  let rows = 0;
  let hiddenRows = 0;
  let same = 0;
  let firstMonth = '9999-12';
  let lastMonth = '';
  const addMonths = (first: string, last: string): void => {
    if (first !== '' && first < firstMonth) firstMonth = first;
    if (last > lastMonth) lastMonth = last;
  };
  // The next rows are read while the database takes these.
  let staging: Promise<void> = Promise.resolve();
  const digestOf = createRowDigest(run);
  const stage = async (lines: readonly SourceRow[]): Promise<void> => {
    const digests = digestOf && lines.map(digestOf);
    const asked = digests && (same > 0 || rows < NEW_ROWS);
    const known = asked ? await findSameRows(tx, digests) : new Map<string, never>();
    const records: ImportRecord[] = [];
    const read: DigestedRow[] = [];
    const unread: StagedSame[] = [];
    for (const [index, line] of lines.entries()) {
      const digest = digests?.[index];
      const before = digest === undefined ? undefined : known.get(digest);
      const one = before ? undefined : reader.read(line);
      if (one && 'noData' in one) {
        skipped.add(line.row, one.noData);
        continue;
      }
      if (one && 'otherUnit' in one) {
        const { path } = source;
        throw new SourceBroken({ type: 'other-unit', path, row: line.row, text: one.otherUnit });
      }
      rows += 1;
      if (line.isHidden === true) hiddenRows += 1;
      if (before) {
        unread.push({ row: line.row, same: before });
        addMonths(before.first_month, before.last_month);
      } else if (one && 'bad' in one) {
        bad.add(one.bad);
        await rejects?.add(line.cells, one.bad);
      } else if (one) {
        const months = one.record.months.map(({ month }) => month).toSorted();
        addMonths(months[0] ?? '', months.at(-1) ?? '');
        records.push(one.record);
        if (digest !== undefined) read.push({ row: line.row, digest, months });
      }
    }
    same += unread.length;
    await staging;
    const put = async (): Promise<void> => {
      await stageRecords(tx, map.entity, reader, await hashPins(reader, records, pins));
      await stageDigests(tx, read);
      await stageSameRows(tx, unread);
    };
    staging = put();
    // Whoever waits meets it; the file may turn out to be broken before anybody does.
    staging.catch(() => undefined);
    options.onProgress?.(rows, source.progress());
  };
  let batch: SourceRow[] = [];
  for await (const line of source.rows()) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    await stage(batch);
    batch = [];
  }
  await stage(batch);
  await staging;
  return {
    rows,
    hiddenRows,
    bad,
    skipped: skipped.list(),
    same,
    firstMonth: lastMonth === '' ? '' : firstMonth,
    lastMonth,
  };
}

/** A second reading of the file: what is wrong with these rows was only known once all were in. */
export async function setAside(run: Run, bad: BadRows): Promise<void> {
  for await (const { row, cells } of run.source.rows()) {
    const problem = bad.rows.get(row);
    if (problem) await run.rejects?.add(cells, [problem]);
  }
}
