// Publishes what is lent to a branch without reading its customers: for a device that has just enrolled.
import { readBranch } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { readKeyEpoch } from '#hub/db/key_epoch.ts';
import { notePointsAskedBack } from '#hub/db/points.ts';
import {
  publishing,
  readPublication,
  readPublishedRows,
  writePublication,
} from '#hub/db/publication.ts';
import { renewLotteries } from '#hub/lend/lottery.ts';
import { giveFirstPointsLease } from '#hub/lend/points.ts';
import type { HubSecret } from '#hub/secret.ts';
import { leaseRows } from './branch_rows.ts';
import { createChangeWriter } from './change_writer.ts';
import { rowDifferences } from './differences.ts';

const WAIT_MS = 2_000;

/**
 * Does nothing before the first publication: that one brings the leases too. Points are not counted anew here, since
 * the customers' points are not published with it.
 * @returns whether anything changed
 * @throws when the branch is being published for longer than two seconds: that one, or the next, brings the leases
 */
export async function publishLeases(
  db: Database,
  secret: HubSecret,
  branch: string,
  now: number,
): Promise<boolean> {
  if ((await readPublication(db, branch)) === undefined) return false;
  await renewLotteries(db, branch, now, { within: WAIT_MS });
  return db.transaction(
    async (tx) => {
      const before = await readPublication(tx, branch);
      const document = await readBranch(tx, branch);
      if (before === undefined || document === undefined) return false;
      await giveFirstPointsLease(tx, branch);
      const epoch = await readKeyEpoch(tx, branch);
      const writer = createChangeWriter({ tx, secret, branch, now, epoch, before, first: false });
      for await (const { entity, rows, range } of leaseRows(tx, secret, branch, now)) {
        const published = await readPublishedRows(tx, branch, entity, range);
        await writer.add(entity, rowDifferences(rows, published));
      }
      const publication = await writer.end();
      if (publication.rows === 0) return false;
      await writePublication(tx, branch, publication, now);
      await notePointsAskedBack(tx, branch, publication.number);
      return true;
    },
    { snapshot: true, ...publishing(branch), lockWithin: WAIT_MS },
  );
}
