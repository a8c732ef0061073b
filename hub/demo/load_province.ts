// Puts the demo province into the hub's tables, all of it or nothing.
import { createHash } from 'node:crypto';
import type { Day } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Customer } from '#shared/model/customer.ts';
import { readBranches } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { hashPin } from '#hub/import/pin_hash.ts';
import { generateCustomers } from './customers.ts';
import {
  analyzeCustomers,
  insertDemoBranch,
  insertDemoCustomers,
  insertDemoGift,
  insertDemoPlan,
  insertDemoStaff,
} from './db/load.ts';
import { DEMO_GIFTS, DEMO_PINS, demoStaff } from './people_at_work.ts';
import { type DemoBranch, demoBranches } from './places.ts';
import { DEMO_PLANS } from './plans.ts';
import { visitsOfCustomer } from './visits.ts';

export type ProvinceOptions = {
  readonly seed: number;
  /** In all branches together. */
  readonly customers: number;
  readonly branches: number;
  readonly today: Day;
  readonly onProgress?: ((customers: number) => void) | undefined;
};

export type BranchTaken = { readonly type: 'branch-taken'; readonly code: string };

const BATCH = 1_000;

/** A branch of that code that is there already, demo or real, is left alone: nothing is written. */
export async function loadProvince(
  db: Database,
  options: ProvinceOptions,
): Promise<Result<readonly DemoBranch[], BranchTaken>> {
  const branches = demoBranches(options.branches);
  const present = new Set((await readBranches(db)).map(({ code }) => code));
  const taken = branches.find(({ code }) => present.has(code));
  if (taken) return err({ type: 'branch-taken', code: taken.code });

  const counts = shareOut(options.customers, branches);
  await db.transaction(async (tx) => {
    for (const plan of DEMO_PLANS) await insertDemoPlan(tx, plan);
    let done = 0;
    for (const [index, branch] of branches.entries()) {
      await loadBranch(tx, branch, index, options.seed);
      const customers = generateCustomers({
        seed: options.seed,
        count: counts[index] ?? 0,
        branch,
        today: options.today,
        firstId: done + 1,
      });
      for (const batch of batchesOf(customers, BATCH)) {
        const visits = new Map(
          batch.map((each) => [each.account, visitsOfCustomer(each, options.seed)]),
        );
        await insertDemoCustomers(tx, branch.code, batch, visits);
        done += batch.length;
        options.onProgress?.(done);
      }
    }
  });
  await analyzeCustomers(db);
  return ok(branches);
}

async function loadBranch(
  tx: Database,
  branch: DemoBranch,
  index: number,
  seed: number,
): Promise<void> {
  await insertDemoBranch(tx, branch);
  for (const member of demoStaff(index)) {
    // The same seed gives the same province, hashes included.
    const salt = createHash('sha256')
      .update(`${seed}/${branch.code}/${member.id}`)
      .digest()
      .subarray(0, 16);
    await insertDemoStaff(tx, branch.code, member, await hashPin(DEMO_PINS[member.role], salt));
  }
  for (const gift of DEMO_GIFTS) await insertDemoGift(tx, branch.code, gift);
}

/** Customers by the branches' shares; what rounding leaves goes to the first. */
function shareOut(total: number, branches: readonly DemoBranch[]): readonly number[] {
  const shares = branches.reduce((sum, { share }) => sum + share, 0);
  const counts = branches.map(({ share }) => Math.floor((total * share) / shares));
  const rest = total - counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, index) => (index === 0 ? count + rest : count));
}

function* batchesOf(customers: Iterable<Customer>, size: number): Generator<readonly Customer[]> {
  let batch: Customer[] = [];
  for (const customer of customers) {
    batch.push(customer);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
