// One import from file to tables, in one transaction: read, check, stage, compare, and apply or forget.
import { realpath } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Database } from '#hub/db/database.ts';
import { bearOutBranches } from '#hub/score/bear_out.ts';
import { unstageErased } from '#hub/db/erasure.ts';
import { joinWalkIns } from '#hub/db/walk_ins.ts';
import { analyzeApplied, applyHoldings, applyMonths, applyRows } from './db/apply.ts';
import { valueColumns } from './db/columns.ts';
import { compareHoldings, compareMonths, compareRows, type Counts } from './db/compare.ts';
import { keepTold, stageTold, toldByFile } from './db/told.ts';
import { keepKnownHoldings, keepKnownMonths, keepKnownRows } from './db/keep_known.ts';
import { addUpMonths, joinMonthRows } from './db/month_rows.ts';
import {
  applyBack,
  applyLeaving,
  compareLeaving,
  countBack,
  keepFirstLeft,
  type Leaving,
  noteContracts,
  sharedPhones,
} from './db/leaving.ts';
import { keepNewer, type OlderRows } from './db/older.ts';
import { keepFormerPhones } from './db/phones.ts';
import { countSameMonths, fillSameRows, keepDigests } from './db/same_rows.ts';
import { analyzeStaging, createStaging, findCustomers, stagedBranches } from './db/staging.ts';
import type { ImportError } from './errors.ts';
import { FIELDS, isOfCustomers } from './fields.ts';
import type { ImportOptions } from './import_options.ts';
import { findBadRowsTogether } from './joint_checks.ts';
import type { NamedMap } from './load_map.ts';
import { columnNames, type ImportMap } from './map.ts';
import { openSource, sourceOptions } from './open_source.ts';
import { createRejectsFile, type RejectsFile } from './rejects_file.ts';
import type { ImportReport } from './report.ts';
import { createHeaderFinder } from './headers.ts';
import { bindMap, type Unbound } from './row_reader.ts';
import { type Run, setAside, stageAll } from './stage_file.ts';
import { prepareBranch } from './target_branch.ts';
import { type Source, SourceBroken } from './source.ts';

export async function importFile(
  db: Database,
  path: string,
  { name, map }: NamedMap,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportError>> {
  const asOf = options.asOf ?? map.as_of;
  if (map.entity === 'customer' && asOf === undefined && !('as_of' in map.columns))
    return err({ type: 'no-as-of', map: name });
  const asksBranch = FIELDS[map.entity]['branch']?.blank === 'required';
  if (
    asksBranch &&
    options.branch === undefined &&
    !('branch' in map.columns) &&
    !('branch' in map.constants)
  )
    return err({ type: 'no-branch', map: name });

  if (asOf !== undefined && options.today !== undefined && asOf > options.today)
    return err({ type: 'as-of-future', asOf, today: options.today });

  const source = await openSource(path, sourceOptions(map, options));
  if (!source.ok) return source;
  const { headers, above } = source.value;
  const bound = bindMap(map, headers, { asOf, branch: options.branch, above });
  if (!bound.ok) return err(await describeUnbound(bound.error, map, source.value));

  const rejects = await openRejects(options.rejects, source.value);
  if (!rejects.ok) return rejects;
  const run: Run = {
    asOf,
    map,
    source: source.value,
    reader: bound.value,
    options,
    rejects: rejects.value,
  };
  try {
    const report = await db
      .transaction(async (tx) => {
        const done = await runInTransaction(tx, run);
        await rejects.value?.keep();
        if (!done.applied) throw new NotApplied(done);
        return done;
      })
      .catch(reportOfRollback);
    return ok(report);
  } catch (error) {
    await rejects.value?.discard();
    if (error instanceof SourceBroken || error instanceof Stopped) return err(error.error);
    throw error;
  }
}

/** How far down the headers are looked for, to say where they are. */
const TOP_ROWS = 20;

async function describeUnbound(
  error: Unbound,
  map: ImportMap,
  source: Source,
): Promise<ImportError> {
  const { path, headers, readAs, otherSheets } = source;
  if (error.type !== 'missing-columns') return { ...error, path };
  const names = [...columnNames(map.key), ...(map.key.aliases ?? [])];
  let headerRow: number | undefined;
  try {
    for await (const { row, cells } of source.rows()) {
      if (createHeaderFinder(cells).find(names) !== undefined) headerRow = row;
      if (headerRow !== undefined || row > TOP_ROWS) break;
    }
  } catch (broken) {
    if (broken instanceof SourceBroken) return broken.error;
    throw broken;
  }
  return { ...error, path, headers, readAs, otherSheets, headerRow };
}

/** Rolls a transaction back without anything being wrong. */
class NotApplied extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('not applied');
    this.report = report;
  }
}

/** Rolls back because of an expected problem. */
class Stopped extends Error {
  readonly error: ImportError;
  constructor(error: ImportError) {
    super(error.type);
    this.error = error;
  }
}

function reportOfRollback(error: unknown): ImportReport {
  if (error instanceof NotApplied) return error.report;
  throw error;
}

async function openRejects(
  path: string | undefined,
  source: Source,
): Promise<Result<RejectsFile | undefined, ImportError>> {
  if (path === undefined) return ok(undefined);
  const failed = (error: unknown): ImportError => ({
    type: 'rejects-file',
    path,
    reason: (error as Error).message,
  });
  const orStop = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      throw new Stopped(failed(error));
    });
  try {
    if (await isSameFile(path, source.path)) return err({ type: 'rejects-over-source', path });
    const file = await createRejectsFile(path, source.rawHeaders);
    return ok({
      ...file,
      add: (...row) => orStop(file.add(...row)),
      keep: () => orStop(file.keep()),
    });
  } catch (error) {
    return err(failed(error));
  }
}

/** By whatever names they go. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([realpath(one).catch(() => one), realpath(other)]);
  return a === b;
}

async function runInTransaction(tx: Database, run: Run): Promise<ImportReport> {
  const { map, reader, options, rejects } = run;
  const start = performance.now();
  const prepared = await prepareBranch(tx, options.branch, options.newBranch);
  if (!prepared.ok) throw new Stopped(prepared.error);

  await createStaging(tx, map.entity);
  const staged = await stageAll(tx, run);
  if (staged.same > 0)
    await fillSameRows(tx, valueColumns(map.entity, reader.fields), reader.holdingCodes);
  await findCustomers(tx, map.entity);
  const erased = await passOverErased(tx, map.entity, options.erasureKey);
  await analyzeStaging(tx);
  const isLong = map.months?.of === 'rows';
  const together = await findBadRowsTogether(tx, run.map, reader, run.options.today);
  if (!together.ok) throw new Stopped(together.error);
  if (rejects && together.value.rows.size > 0) await setAside(run, together.value);
  if (isLong) await joinMonthRows(tx, map.entity);
  if (map.months?.repeated === 'added') await addUpMonths(tx);
  for (const problem of together.value.rows.values()) staged.bad.add([problem]);
  const badRows = staged.bad.count();

  const columns = valueColumns(map.entity, reader.fields);
  const kept = reader.keptFields.filter((field) => columns.includes(field));
  await keepKnownRows(tx, map.entity, kept);
  if (staged.lastMonth !== '') await keepKnownMonths(tx, reader.monthFields);
  const { holdingCodes } = reader;
  const tells = toldByFile(reader);
  const toldColumns = map.entity === 'customer' ? await stageTold(tx, tells) : [];
  if (holdingCodes.length > 0) await keepKnownHoldings(tx);
  if (columns.includes('has_left')) await keepFirstLeft(tx);
  const older =
    map.entity === 'customer' ? await keepNewer(tx, columns, reader.monthFields) : undefined;
  if (toldColumns.length > 0)
    await keepTold(tx, tells, { hasOlder: older !== undefined, hasSame: staged.same > 0 });
  const changes = await compareRows(tx, map.entity, columns);
  const months =
    staged.lastMonth === ''
      ? undefined
      : {
          ...withSame(
            await compareMonths(tx, reader.monthFields),
            staged.same > 0 ? await countSameMonths(tx) : 0,
          ),
          from: staged.firstMonth,
          to: staged.lastMonth,
        };
  const leaving = options.complete ? await leavingOf(tx, run, badRows, older) : undefined;
  const hasPhone = map.entity === 'customer' && reader.fields.includes('phone');
  const phones = hasPhone ? await sharedPhones(tx, options.complete === true) : undefined;
  const back = map.entity === 'customer' ? await countBack(tx) : 0;
  const holdings = holdingCodes.length === 0 ? undefined : await compareHoldings(tx, holdingCodes);

  const refused = badRows > 0 && rejects === undefined;
  const applied = options.apply && !refused;
  if (applied) {
    if (leaving) await applyLeaving(tx, run.asOf ?? '');
    if (changes.changed > 0) {
      if (columns.includes('contract_end')) await noteContracts(tx);
      if (hasPhone) await keepFormerPhones(tx);
    }
    const hasRows = isOther(changes);
    const hasMonths = months !== undefined && isOther(months);
    const hasHoldings = holdings !== undefined && (isOther(holdings) || holdings.removed > 0);
    // What a file tells of beside figures is not counted as a change.
    if (hasRows || toldColumns.length > 0)
      await applyRows(tx, map.entity, [...columns, ...toldColumns]);
    if (back > 0) await applyBack(tx);
    if (hasMonths)
      await applyMonths(tx, reader.monthFields, months.changed + months.unchanged === 0);
    if (hasHoldings) await applyHoldings(tx, holdingCodes);
    if (hasRows || hasMonths || hasHoldings) await analyzeApplied(tx, map.entity);
    if (map.entity === 'customer') await joinWalkIns(tx, null);
    // Of rows of an older file not all was written.
    if (map.entity === 'customer' && !older) await keepDigests(tx);
  }
  const borneOut =
    applied && map.entity === 'customer' ? await bearOutBranches(tx, await stagedBranches(tx)) : [];
  return {
    applied,
    refused,
    readAs: run.source.readAs,
    rows: staged.rows,
    bad: { rows: badRows, first: staged.bad.first(), kinds: staged.bad.kinds() },
    skipped: staged.skipped,
    hiddenRows: staged.hiddenRows,
    hiddenColumns: (run.source.hiddenColumns ?? []).filter(
      (header) => !reader.unmatched.columns.includes(header),
    ),
    unmatched: reader.unmatched,
    otherSheets: run.source.otherSheets,
    older,
    leaving,
    back,
    erased,
    phones,
    setAside: rejects?.count() ?? 0,
    changes,
    fields: changes.fields
      .filter(({ field }) => field !== 'pinyin' && field !== 'initials')
      .map(({ field, count }) => ({
        field,
        column: reader.columnOf(field === 'pin_hash' ? 'pin' : field),
        count,
      })),
    months,
    holdings,
    borneOut,
    newBranch: prepared.value?.code,
    seconds: (performance.now() - start) / 1000,
  };
}

const isOther = ({ added, changed }: Counts): boolean => added + changed > 0;

const withSame = ({ unchanged, ...others }: Counts, same: number): Counts => ({
  ...others,
  unchanged: unchanged + same,
});

async function passOverErased(
  tx: Database,
  entity: ImportMap['entity'],
  key: string | undefined,
): Promise<number> {
  if (key === undefined) return 0;
  if (entity === 'customer') return unstageErased(tx, 'customers', key);
  return isOfCustomers(entity) ? unstageErased(tx, 'of-customers', key) : 0;
}

const MOST_LEAVING = 10;
/** One customer of a small branch may leave, whatever the share. */
const FEW = 1;

/** @throws Stopped where the file cannot tell who has left. */
async function leavingOf(
  tx: Database,
  { map, options, asOf }: Run,
  badRows: number,
  older: OlderRows | undefined,
): Promise<Leaving> {
  const most = options.mostLeaving ?? MOST_LEAVING;
  const leaving = await compareLeaving(tx);
  const stop = (
    why: 'entity' | 'as-of' | 'bad-rows' | 'older' | 'half',
    { left, known }: { readonly left: number; readonly known: number } = leaving,
  ): never => {
    throw new Stopped({ type: 'not-complete', why, left, known, most });
  };
  if (map.entity !== 'customer') stop('entity');
  if (asOf === undefined) stop('as-of');
  if (older) stop('older');
  if (badRows > 0) stop('bad-rows');
  const half = leaving.branches.find(({ left, known }) => left > FEW && left * 100 > known * most);
  if (half) stop('half', half);
  return leaving;
}
