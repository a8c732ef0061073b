// Reads a file row by row into the staging tables, and sets bad rows aside.
import type { Day } from '#shared/base/month.ts';
import type { Database } from '#hub/db/database.ts';
import { storedPinHashes } from './db/branches.ts';
import { stageRecords } from './db/staging.ts';
import type { ImportOptions } from './import_options.ts';
import type { BadRows } from './joint_checks.ts';
import type { ImportMap } from './map.ts';
import { hashPins } from './pin_hashes.ts';
import type { ImportRecord, RowReader } from './record.ts';
import type { RejectsFile } from './rejects_file.ts';
import type { ImportReport } from './report.ts';
import { type BadRowsSeen, createBadRows, createSkippedRows } from './rows_seen.ts';
import type { Source } from './source.ts';

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

type Staged = {
  readonly rows: number;
  readonly hiddenRows: number;
  readonly bad: BadRowsSeen;
  readonly skipped: ImportReport['skipped'];
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
  let firstMonth = '9999-12';
  let lastMonth = '';
  let batch: ImportRecord[] = [];
  // The next rows are read while the database takes these.
  let staging: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await staging;
    const full = batch;
    batch = [];
    staging = hashPins(reader, full, pins).then((hashed) =>
      stageRecords(tx, map.entity, reader, hashed),
    );
    // Whoever waits meets it; the file may turn out to be broken before anybody does.
    staging.catch(() => undefined);
    options.onProgress?.(rows, source.progress());
  };
  for await (const line of source.rows()) {
    const read = reader.read(line);
    if ('noData' in read) {
      skipped.add(line.row, read.noData);
      continue;
    }
    rows += 1;
    if (line.isHidden === true) hiddenRows += 1;
    if ('bad' in read) {
      bad.add(read.bad);
      await rejects?.add(line.cells, read.bad);
      continue;
    }
    for (const { month } of read.record.months) {
      if (month < firstMonth) firstMonth = month;
      if (month > lastMonth) lastMonth = month;
    }
    batch.push(read.record);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  await staging;
  return {
    rows,
    hiddenRows,
    bad,
    skipped: skipped.list(),
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
