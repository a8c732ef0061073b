// All that one branch is given, as rows in the order of changes: by entity, then by number and id.
import { createHash } from 'node:crypto';
import type { Json } from '#shared/base/canonical.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Entity } from '#shared/wire/change.ts';
import { customerToDoc } from '#shared/wire/customer_doc.ts';
import { rowHashInput } from '#shared/wire/digest.ts';
import { readBranch, readGifts, readStaff } from '#hub/db/branch.ts';
import { customerBatches, customerBatchesAmong } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readErased } from '#hub/db/erasure.ts';
import { readText } from '#hub/db/editions.ts';
import { readSpentPoints } from '#hub/db/points.ts';
import type { RowRange } from '#hub/db/publication.ts';
import {
  beliefsSource,
  careSource,
  effectSource,
  groupSource,
  heardSource,
  lotteryLeaseSource,
  pointsLeaseSource,
  settledSource,
  type Source,
} from './sources.ts';
import type { HubSecret } from '#hub/secret.ts';
import { readLeftOut, withhold } from './withhold.ts';

type LedgerKeys = Pick<HubSecret, 'ledgerKey'>;

export type BranchRow = {
  readonly id: string;
  /** A customer's number, 0 for other entities. */
  readonly order: number;
  /** Canonical JSON of the document. */
  readonly text: string;
  /** 8 bytes. */
  readonly hash: Uint8Array;
  /** For the pack's columns; null for other entities. */
  readonly customer: Customer | null;
};

export type RowBatch = {
  readonly entity: Entity;
  /** All rows of the entity that are in the range. */
  readonly rows: readonly BranchRow[];
  readonly range: RowRange;
};

const CUSTOMERS_AT_ONCE = 2_000;
const BEYOND_ALL = Number.MAX_SAFE_INTEGER;

/**
 * Call it in a snapshot transaction. Entities come in the order of their names.
 * @param secret seals what is lent for its device
 * @param among the customers whose rows are wanted; all when left out. What is of no customer comes whole.
 */
export async function* branchRows(
  tx: Database,
  secret: LedgerKeys,
  branch: string,
  now: number,
  among?: readonly number[],
): AsyncGenerator<RowBatch> {
  const document = await readBranch(tx, branch);
  const from = async (entity: Entity, source: Source): Promise<RowBatch> =>
    single(entity, await source(tx, branch, now));
  yield await from('beliefs', beliefsSource);
  yield single('branch', document ? [['current', document]] : []);
  yield single('care', await careSource(tx, branch, now, among), among);
  yield single('catalog', current(await readText(tx, 'catalog')));
  yield* customerRows(tx, branch, among);
  yield await from('effect', effectSource);
  yield single(
    'erased',
    (await readErased(tx, branch)).map((each) => [String(each.customer), each as Json]),
  );
  yield single(
    'gift',
    (await readGifts(tx, branch)).map((gift) => [gift.id, gift]),
  );
  yield await from('group', groupSource);
  yield await from('heard', heardSource);
  yield* leaseRows(tx, secret, branch, now);
  yield single('policy', current(await readText(tx, 'policy')));
  yield await from('settled', settledSource);
  yield single(
    'staff',
    (await readStaff(tx, branch)).map((member) => [member.id, member]),
  );
}

/** What is lent, alone: a device that has just enrolled needs it, and nothing else has changed. */
export async function* leaseRows(
  tx: Database,
  secret: LedgerKeys,
  branch: string,
  now: number,
): AsyncGenerator<RowBatch> {
  yield single('lottery-lease', await lotteryLeaseSource(secret)(tx, branch, now));
  yield single('points-lease', await pointsLeaseSource(tx, branch, now));
}

const single = (
  entity: Entity,
  docs: readonly (readonly [string, Json])[],
  among?: readonly number[],
): RowBatch => ({
  entity,
  rows: docs.map(([id, doc]) => toRow(entity, id, 0, doc, null)),
  range: { after: -1, through: 0, among },
});

const current = (text: string | undefined): readonly (readonly [string, Json])[] =>
  text === undefined ? [] : [['current', JSON.parse(text) as Json]];

async function* customerRows(
  tx: Database,
  branch: string,
  among?: readonly number[],
): AsyncGenerator<RowBatch> {
  const spent = await readSpentPoints(tx, branch);
  const leftOut = await readLeftOut(tx);
  const toBatch = (customers: readonly Customer[], range: RowRange): RowBatch => ({
    entity: 'customer',
    rows: customers
      .map((customer) => lessPoints(customer, spent.get(customer.id) ?? 0))
      .map((customer) => withhold(customer, leftOut))
      .map((customer) =>
        toRow('customer', String(customer.id), customer.id, customerToDoc(customer), customer),
      ),
    range,
  });
  if (among !== undefined) {
    for await (const batch of customerBatchesAmong(tx, branch, among, CUSTOMERS_AT_ONCE)) {
      yield toBatch(batch.customers, { after: -1, through: BEYOND_ALL, among: batch.ids });
    }
    return;
  }
  let after = 0;
  for await (const customers of customerBatches(tx, branch, CUSTOMERS_AT_ONCE)) {
    const last = customers.length < CUSTOMERS_AT_ONCE;
    const through = last ? BEYOND_ALL : (customers.at(-1)?.id ?? BEYOND_ALL);
    yield toBatch(customers, { after, through });
    after = through;
  }
}

/** HQ's figures know nothing yet of what the branches let be spent since. */
const lessPoints = (customer: Customer, spent: number): Customer =>
  spent === 0 || customer.points === null
    ? customer
    : { ...customer, points: Math.max(0, customer.points - spent) };

function toRow(
  entity: Entity,
  id: string,
  order: number,
  doc: Json,
  customer: Customer | null,
): BranchRow {
  const input = rowHashInput(entity, id, doc);
  return {
    id,
    order,
    text: input.slice(entity.length + id.length + 2),
    hash: createHash('sha256').update(input).digest().subarray(0, 8),
    customer,
  };
}
