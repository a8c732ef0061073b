// Publishes a branch: what changed since the last time as signed changes, and a pack when one is due.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '#shared/base/result.ts';
import { CHANGE_ROWS } from '#shared/wire/protocol.ts';
import { readBranch } from '#hub/db/branch.ts';
import { countCustomers } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { hasUnpublishedErasure, noteErasuresPublished } from '#hub/db/erasure.ts';
import { readGeneration } from '#hub/db/generation.ts';
import { readKeyEpoch } from '#hub/db/key_epoch.ts';
import { readLatestPack } from '#hub/db/pack.ts';
import {
  countChangedRowsSince,
  countPublishedRows,
  type Publication,
  publishing,
  readPublication,
  readPublishedRows,
  writePublication,
} from '#hub/db/publication.ts';
import { notePointsAskedBack } from '#hub/db/points.ts';
import { forgetTouched, readRestsOn, readTouched, writeRestsOn } from '#hub/db/touched.ts';
import { renewLotteries } from '#hub/lend/lottery.ts';
import { renewPointsLease } from '#hub/lend/points.ts';
import { type HubSecret, SecretProblem } from '#hub/secret.ts';
import { branchRows } from './branch_rows.ts';
import { rowsRestOn } from './rests_on.ts';
import { createChangeWriter } from './change_writer.ts';
import { rowDifferences } from './differences.ts';
import { createPackMaker, type PackMaker } from './pack_maker.ts';
import { epochOf, isOfToday, renewManifest } from './pack_store.ts';

/**
 * A new pack is due when the changes since the last one hold more than this share of all rows and more
 * rows than one change, or when there are very many of them; and at once after a new protocol came.
 */
const PACK_DUE_SHARE = 0.25;
const PACK_DUE_CHANGES = 200;

export type PublishOptions = {
  readonly branch: string;
  /** Build a pack even if none is due. */
  readonly pack?: boolean;
  /** UTC ms */
  readonly now: number;
  /** Customers read so far, over one or two passes. */
  readonly onProgress?: (customers: number) => void;
};

export type PublishReport = {
  readonly branch: string;
  /** Rows put or taken away. */
  readonly rows: number;
  readonly changes: number;
  /** The branch's newest number. */
  readonly number: number;
  readonly customers: number;
  /** 16 hex digits. */
  readonly digest: string;
  readonly pack: { readonly bytes: number; readonly chunks: number } | null;
};

export type PublishError = { readonly type: 'unknown-branch'; readonly branch: string };

/** All of it becomes visible at once; if it is cut off, what was published before goes on serving. */
export async function publishBranch(
  db: Database,
  secret: HubSecret,
  options: PublishOptions,
): Promise<Result<PublishReport, PublishError>> {
  await renewLotteries(db, options.branch, options.now);
  const folder = await mkdtemp(join(tmpdir(), 'hub-pack-'));
  try {
    return await db.transaction(
      (tx) => publishInTransaction(tx, secret, options, join(folder, 'pack.db')),
      { snapshot: true, ...publishing(options.branch) },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function publishInTransaction(
  tx: Database,
  secret: HubSecret,
  options: PublishOptions,
  path: string,
): Promise<Result<PublishReport, PublishError>> {
  const { branch, now } = options;
  // A process of before a rotation would publish what no device can check.
  if ((await readGeneration(tx, 'use')) > secret.generation)
    throw new SecretProblem('the secret was rotated meanwhile: start this program again');
  const document = await readBranch(tx, branch);
  if (document === undefined) return err({ type: 'unknown-branch', branch });
  await renewPointsLease(tx, branch);
  const before = await readPublication(tx, branch);
  // Nobody fetches what still has somebody who was erased.
  const isErasing = await hasUnpublishedErasure(tx, branch);
  const packAsked = before === undefined || options.pack === true || isErasing;
  const epoch = await readKeyEpoch(tx, branch);
  const pack = createPackMaker(tx, secret, { branch, epoch }, path);
  try {
    const { count: customers } = await countCustomers(tx, branch);
    const restsOn = await rowsRestOn(tx, document, now);
    const isWhole = packAsked || restsOn !== (await readRestsOn(tx, branch));
    const among = isWhole ? undefined : await touchedOfFew(tx, branch, customers);
    const given = await writeChanges(tx, secret, { ...options, epoch }, before, {
      among,
      pack: packAsked ? pack : undefined,
    });
    const due = packAsked || (await isPackDue(tx, branch, epoch, given.number));
    // The pack wants all rows: they are compared once more, so that it holds what was published whatever was touched.
    const after =
      due && !packAsked ? await goOn(tx, secret, { ...options, epoch }, given, pack) : given;
    await forgetTouched(tx, branch);
    await writeRestsOn(tx, branch, restsOn);
    await notePointsAskedBack(tx, branch, after.number);
    const forget = isErasing ? (before?.number ?? 0) : null;
    const built = due ? await pack.store(after, now, forget) : null;
    if (isErasing) await noteErasuresPublished(tx, branch);
    if (!due) await renewManifest(tx, secret, branch, now);
    const { number, changes, rows } = after;
    const digest = Buffer.from(after.digest).toString('hex');
    return ok({ branch, rows, changes, number, customers, digest, pack: built });
  } finally {
    pack.close();
  }
}

/** `epoch`: of the key that all of it is encrypted with. */
type EpochOptions = PublishOptions & { readonly epoch: number };

type Given = Publication & { readonly changes: number; readonly rows: number };

async function goOn(
  tx: Database,
  secret: HubSecret,
  options: EpochOptions,
  given: Given,
  pack: PackMaker,
): Promise<Given> {
  const more = await writeChanges(tx, secret, options, given, { among: undefined, pack });
  return { ...more, changes: given.changes + more.changes, rows: given.rows + more.rows };
}

async function writeChanges(
  tx: Database,
  secret: HubSecret,
  { branch, now, epoch, onProgress }: EpochOptions,
  before: Publication | undefined,
  {
    among,
    pack,
  }: { readonly among: readonly number[] | undefined; readonly pack: PackMaker | undefined },
): Promise<Given> {
  const start = before ?? { number: 1, digest: new Uint8Array(8) };
  if (!before) await writePublication(tx, branch, start, now);
  const first = before === undefined;
  const writer = createChangeWriter({ tx, secret, branch, now, epoch, before: start, first });
  let customers = 0;
  for await (const { entity, rows, range } of branchRows(tx, secret, branch, now, among)) {
    pack?.add(entity, rows);
    const published = first ? [] : await readPublishedRows(tx, branch, entity, range);
    await writer.add(entity, rowDifferences(rows, published));
    if (entity === 'customer') onProgress?.((customers += rows.length));
  }
  const result = await writer.end();
  if (result.rows > 0) await writePublication(tx, branch, result, now);
  return result;
}

/** Of more than this share of the branch it is quicker to read everybody. */
const FEW = 0.25;

/** Undefined: too many. */
async function touchedOfFew(
  tx: Database,
  branch: string,
  customers: number,
): Promise<readonly number[] | undefined> {
  const touched = await readTouched(tx, branch);
  return touched.length > FEW * customers ? undefined : touched;
}

async function isPackDue(
  tx: Database,
  branch: string,
  epoch: number,
  number: number,
): Promise<boolean> {
  const latest = await readLatestPack(tx, branch);
  if (!latest || number - latest.number > PACK_DUE_CHANGES) return true;
  if (!isOfToday(latest)) return true;
  // A computer that was revoked has the key of the old one.
  if (epochOf(latest) < epoch) return true;
  const changed = await countChangedRowsSince(tx, branch, latest.number);
  if (changed <= CHANGE_ROWS) return false;
  return changed > PACK_DUE_SHARE * (await countPublishedRows(tx, branch));
}
