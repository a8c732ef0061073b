// Visits worth a second look for HQ's page: how many each branch has, and which they are; no customer, and nobody accused.
import {
  type Day,
  dayOfInstant,
  type Instant,
  lastDayOf,
  type Month,
  monthOfDay,
} from '#shared/base/month.ts';
import type { HqBranchLooks, HqLooks } from '#shared/contract/view_hq.ts';
import type { Database } from '#hub/db/database.ts';
import { countLooks, lookAt, LOOKS, readLookedVisits } from '#hub/db/look.ts';
import type { PageAccount } from '#hub/db/page_account.ts';
import {
  type PageBranch,
  readPageBranches,
  readPageDevices,
  readStaffNames,
} from '#hub/db/page_branch.ts';
import { readVisitsOfBranches } from '#hub/db/visit_line.ts';
import { nameOfBranch } from './branch_day.ts';
import { regionsOf } from './scope.ts';

/** Where HQ has no branch yet. */
const ZONE = 'Asia/Shanghai';
/** Of a kind, of a branch: who reads more of them reads `hub look`. */
const MOST_VISITS = 200;

/** @param asked null: the month that it is now where the first branch stands */
export async function looksOf(
  db: Database,
  account: PageAccount,
  asked: Month | null,
  now: number,
): Promise<HqLooks> {
  const branches = await readPageBranches(db, regionsOf(account));
  const thisMonth = monthOfDay(dayOfInstant(now, branches[0]?.timeZone ?? ZONE));
  const month = asked ?? thisMonth;
  const [from, to] = [`${month}-01` as Day, lastDayOf(month)];
  const counts = new Map<string, { look: (typeof LOOKS)[number]; visits: number }[]>();
  const counted = await countLooks(db, { from, to });
  for (const look of LOOKS) {
    for (const { branch, visits } of counted.filter((one) => one.look === look)) {
      counts.set(branch, [...(counts.get(branch) ?? []), { look, visits }]);
    }
  }
  const visits = await readVisitsOfBranches(db, from, to);
  return {
    month,
    thisMonth,
    computedAt: now as Instant,
    branches: branches.map(({ code, name, region }) => ({
      code,
      name,
      region,
      visits: visits.get(code) ?? 0,
      looks: counts.get(code) ?? [],
    })),
  };
}

/** @param asked null: the present month where the branch stands */
export async function branchLooksOf(
  db: Database,
  branch: PageBranch,
  asked: Month | null,
  now: number,
): Promise<HqBranchLooks> {
  const thisMonth = monthOfDay(dayOfInstant(now, branch.timeZone));
  const month = asked ?? thisMonth;
  const filter = { branch: branch.code, from: `${month}-01` as Day, to: lastDayOf(month) };
  const staff = await readStaffNames(db, branch.code);
  const devices = new Map(
    (await readPageDevices(db, branch.code)).map(({ id, name }) => [id, name]),
  );
  const looks: HqBranchLooks['looks'][number][] = [];
  const all = await lookAt(db, filter);
  for (const look of LOOKS) {
    const found = all.filter((one) => one.look === look);
    if (found.length === 0) continue;
    const shown = found.toReversed().slice(0, MOST_VISITS);
    const known = await readLookedVisits(
      db,
      branch.code,
      shown.map(({ visit }) => visit),
    );
    looks.push({
      look,
      count: found.length,
      visits: shown
        .map((one) => {
          const { at = null, device = null } = known.get(one.visit) ?? {};
          return {
            id: one.visit,
            day: one.day,
            at: at as Instant | null,
            clerk: staff.get(one.staff) ?? one.staff,
            device: device === null ? null : (devices.get(device) ?? device),
            figures: one.figures,
          };
        })
        .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)),
    });
  }
  return { branch: nameOfBranch(branch), month, thisMonth, computedAt: now as Instant, looks };
}
