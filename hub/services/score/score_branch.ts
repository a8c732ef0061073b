// Scores all customers of a branch, in batches, in one transaction.
import type { Branch } from '#shared/model/branch.ts';
import type { Customer, Score } from '#shared/model/customer.ts';
import { type Home, scoreCustomer } from '#shared/engine/score/score_customer.ts';
import { customerBatches } from '../../db/customer_documents.ts';
import type { Database } from '../../db/database.ts';
import { type HomeRow, homesOf, prepareHomes } from './db/homes.ts';
import { saveScores } from './db/scores.ts';

export type ScoreReport = {
  readonly branch: string;
  readonly customers: number;
  /** Scores that are new or other than before. */
  readonly changed: number;
  /** Customers by `group`, `stage`, `risk` and `label`, then by its name. */
  readonly counts: Readonly<
    Record<'group' | 'stage' | 'risk' | 'label', ReadonlyMap<string, number>>
  >;
};

const BATCH = 1_000;

export function scoreBranch(
  db: Database,
  branch: Branch,
  onProgress: (customers: number) => void = () => undefined,
): Promise<ScoreReport> {
  return db.transaction(async (tx) => {
    await prepareHomes(tx, branch.code);
    const tally = createTally();
    let customers = 0;
    let changed = 0;
    for await (const batch of customerBatches(tx, branch.code, BATCH)) {
      if (batch.length === 0) continue;
      const homes = await readHomes(tx, batch);
      const rows = batch.map((customer) => {
        const score = scoreCustomer(customer, homeOfCustomer(customer, homes), branch.currency);
        tally.add(score);
        return { customer: customer.id, score };
      });
      changed += await saveScores(tx, rows);
      customers += batch.length;
      onProgress(customers);
    }
    return { branch: branch.code, customers, changed, counts: tally.counts };
  });
}

async function readHomes(
  tx: Database,
  batch: readonly Customer[],
): Promise<ReadonlyMap<number, HomeRow>> {
  const households = [...new Set(batch.flatMap(({ household }) => household ?? []))];
  if (households.length === 0) return new Map();
  const rows = await homesOf(tx, households);
  return new Map(rows.map((row) => [row.household, row]));
}

function homeOfCustomer(customer: Customer, homes: ReadonlyMap<number, HomeRow>): Home {
  const home = customer.household === null ? undefined : homes.get(customer.household);
  if (!home || home.size < 2) return { size: 1, isHead: false };
  return { size: home.size, isHead: home.head === customer.id };
}

function createTally() {
  const counts = {
    group: new Map<string, number>(),
    stage: new Map<string, number>(),
    risk: new Map<string, number>(),
    label: new Map<string, number>(),
  };
  const count = (kind: keyof typeof counts, name: string): void =>
    void counts[kind].set(name, (counts[kind].get(name) ?? 0) + 1);
  return {
    counts,
    add({ valueGroup, stage, risks, labels }: Score): void {
      count('group', valueGroup);
      count('stage', stage);
      for (const risk of risks) count('risk', risk);
      for (const label of labels) count('label', label);
    },
  };
}
