// Puts a quarter of visits into the demo province and writes the operator's log of it.
import type { Customer } from '#shared/model/customer.ts';
import { readBranches } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readCatalogBefore, readPolicy } from '#hub/db/editions.ts';
import { insertDemoDevice, insertDemoEvents, isDemoDeviceThere } from '#hub/demo/db/quarter.ts';
import { makeQuarter, type QuarterOptions, type QuarterTopUp } from './make_quarter.ts';
import { writeLogFile } from './log_file.ts';

export type QuarterAdded =
  | { readonly type: 'no-demo' }
  | { readonly type: 'there-already' }
  | {
      readonly type: 'added';
      readonly events: number;
      readonly rows: number;
      readonly heard: number;
      readonly heldOut: number;
    };

const BATCH = 2_000;

const HOUR_MS = 3_600_000;

export const addQuarter = (
  db: Database,
  path: string,
  options: QuarterOptions,
): Promise<QuarterAdded> =>
  db.transaction(async (tx): Promise<QuarterAdded> => {
    const branches = (await readBranches(tx)).filter(({ isDemo }) => isDemo);
    const [catalog, policy] = [await readCatalog(tx), await readPolicy(tx)];
    if (branches.length === 0 || catalog === undefined || policy === undefined)
      return { type: 'no-demo' };
    const before = (await readCatalogBefore(tx)) ?? null;
    const log: QuarterTopUp[] = [];
    let [events, heard, heldOut] = [0, 0, 0];
    for (const branch of branches) {
      const device = `demo-quarter-${branch.code}`;
      if (await isDemoDeviceThere(tx, device)) return { type: 'there-already' };
      const customers: Customer[] = [];
      for await (const batch of customerBatches(tx, branch.code, BATCH)) customers.push(...batch);
      const quarter = makeQuarter({ branch, catalog, before, policy }, customers, options);
      const firstAt = quarter.events.reduce((first, { at }) => Math.min(first, at), Date.now());
      await insertDemoDevice(tx, device, branch.code, firstAt - HOUR_MS);
      await insertDemoEvents(tx, device, branch.code, quarter.events);
      log.push(...quarter.log);
      events += quarter.events.length;
      heard += quarter.heard;
      heldOut += quarter.heldOut;
    }
    const rows = await writeLogFile(path, log);
    return { type: 'added', events, rows, heard, heldOut };
  });
