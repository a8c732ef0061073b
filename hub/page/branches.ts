// The first view: all branches in an account's scope, each with its month.
import type { Fen } from '#shared/base/money.ts';
import {
  type Day,
  dayOfInstant,
  type Instant,
  lastDayOf,
  type Month,
  monthOfDay,
} from '#shared/base/month.ts';
import type { HqBranch, HqBranches } from '#shared/contract/view_hq.ts';
import { effectFigureSchema } from '#shared/model/effect_figure.ts';
import type { Database } from '#hub/db/database.ts';
import type { PageAccount } from '#hub/db/page_account.ts';
import { type PageBranchRow, readPageBranchRows } from '#hub/db/page_branch.ts';
import { countStaleVisits } from '#hub/db/visit_line.ts';
import { regionsOf } from './scope.ts';

/** Where HQ has no branch yet. */
const ZONE = 'Asia/Shanghai';

/** @param month null: the one that it is now where the first branch stands */
export async function branchesOf(
  db: Database,
  account: PageAccount,
  month: Month | null,
  now: number,
): Promise<HqBranches> {
  const regions = regionsOf(account);
  const read = (shown: Month): Promise<readonly PageBranchRow[]> =>
    readPageBranchRows(db, regions, `${shown}-01` as Day, lastDayOf(shown));
  const guess = month ?? monthOfDay(dayOfInstant(now, ZONE));
  const rows = await read(guess);
  const thisMonth = monthOfDay(dayOfInstant(now, rows[0]?.timeZone ?? ZONE));
  const shown = month ?? thisMonth;
  const all = shown === guess ? rows : await read(shown);
  return {
    month: shown,
    thisMonth,
    computedAt: now as Instant,
    behind: await countStaleVisits(
      db,
      all.map(({ code }) => code),
    ),
    branches: all.map(rowToBranch),
  };
}

const withoutHints = effectFigureSchema.omit({ hints: true });

function rowToBranch(row: PageBranchRow): HqBranch {
  const effect = withoutHints.safeParse(row.effect);
  return {
    code: row.code,
    name: row.name,
    region: row.region,
    currency: row.currency,
    visits: row.visits,
    prepaid: row.prepaid as Fen,
    claimed: row.claimed as Fen,
    said: row.said,
    accepted: row.accepted,
    settled:
      row.settled === null
        ? null
        : { amount: row.settled as Fen, claims: row.settledClaims, waiting: row.waiting },
    effect: effect.success ? effect.data : null,
    devices: row.devices,
    unsent: row.unsent,
    heardAt: row.heardAt as Instant | null,
    apps: row.apps.toSorted(newerFirst),
  };
}

/** By the numbers in them: 0.10.0 before 0.9.1. */
const newerFirst = (a: string, b: string): number => b.localeCompare(a, 'en', { numeric: true });
