// hub settle: all claims of the branches against the operator's top-up log, anew from the first to the last.
import type { Catalog } from '#shared/model/catalog.ts';
import type { Day } from '#shared/base/month.ts';
import type { Fen } from '#shared/base/money.ts';
import { type AcceptedRung, claimOfVisit } from '#shared/engine/claim.ts';
import {
  type ClaimingVisitRow,
  claimingVisitBatches,
  clearClaims,
  insertClaims,
  noteClaimDays,
  noteSettledDays,
  noteUnpaidVisits,
  readLogReach,
  settledOverview,
  type SettledOverview,
  topUpsOf,
} from '#hub/db/claim.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog } from '#hub/db/editions.ts';
import { AFTER, BEFORE } from './pair_up.ts';
import { type CustomerClaim, settleClaims } from './settle_claims.ts';
import type { LogRow } from './standing_rows.ts';

export type Settlement = {
  readonly branches: readonly (SettledOverview & {
    /** UTC ms; null: no row of the log is of this branch. */
    readonly logThrough: number | null;
  })[];
  /** Days that say something else than at the settlement before. */
  readonly restated: readonly { readonly branch: string; readonly day: Day }[];
};

const BATCH = 2_000;

type Claim = CustomerClaim &
  Pick<ClaimingVisitRow, 'branch' | 'customer' | 'day' | 'staff'> & {
    readonly offer: string;
    readonly treatment: string;
  };

type Rung = AcceptedRung & { readonly treatment: string };

/** Late rows of the log and late events restate past days; memory holds one batch. */
export const settleAll = (
  db: Database,
  onProgress: (claims: number) => void = () => undefined,
): Promise<Settlement> =>
  db.transaction(async (tx) => {
    const rungOf = createRungs(tx);
    const reached = await readLogReach(tx);
    const reach = new Map(reached.map((each) => [each.branch, each] as const));
    await clearClaims(tx);
    let done = 0;
    let open: Claim[] = [];
    const settle = async (claims: readonly Claim[]): Promise<void> => {
      if (claims.length === 0) return;
      const rows = new Map<number, LogRow[]>();
      for (const row of await topUpsOf(tx, [...new Set(claims.map(({ customer }) => customer))])) {
        const own = rows.get(row.customer);
        if (own === undefined) rows.set(row.customer, [row]);
        else own.push(row);
      }
      const settled = ofOneCustomer(claims).flatMap((own) => {
        const [{ customer, branch }] = own;
        return settleClaims(own, rows.get(customer) ?? [], reach.get(branch) ?? null);
      });
      await insertClaims(tx, settled);
      done += settled.length;
      onProgress(done);
    };
    for await (const batch of claimingVisitBatches(tx, BATCH)) {
      for (const visit of batch) {
        const claim = await claimOfRow(visit, rungOf);
        if (claim !== null) open.push(claim);
      }
      // The last customer's visits may go on in the next batch.
      const last = open.at(-1)?.customer;
      await settle(open.filter(({ customer }) => customer !== last));
      open = open.filter(({ customer }) => customer === last);
    }
    await settle(open);
    await noteUnpaidVisits(tx, reached, { before: BEFORE, after: AFTER });
    const restated = await noteSettledDays(tx);
    await noteClaimDays(tx);
    const branches = (await settledOverview(tx)).map((branch) => ({
      ...branch,
      logThrough: reach.get(branch.branch)?.through ?? null,
    }));
    return { branches, restated };
  });

/** @param claims in the order of customers */
function ofOneCustomer(claims: readonly Claim[]): readonly [Claim, ...Claim[]][] {
  const groups: [Claim, ...Claim[]][] = [];
  for (const claim of claims) {
    const last = groups.at(-1);
    if (last?.[0].customer === claim.customer) last.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

async function claimOfRow(
  visit: ClaimingVisitRow,
  rungOf: (rung: ClaimingVisitRow['rungs'][number]) => Promise<Rung | undefined>,
): Promise<Claim | null> {
  const accepted = new Map<string, Rung>();
  for (const told of visit.rungs) {
    // Accepted before an amount was named: see `claimOfVisit`.
    if (told.sequence < (visit.first_sequence ?? 0)) continue;
    const rung = await rungOf(told);
    if (rung !== undefined) accepted.set(rung.offer, rung);
  }
  const claim = claimOfVisit(
    {
      purpose: 'top-up',
      prepaid: visit.prepaid as Fen,
      firstIntended: visit.first_intended as Fen | null,
      intended: visit.intended as Fen | null,
    },
    [...accepted.values()],
  );
  if (claim === null) return null;
  const { branch, customer, day, at, staff } = visit;
  const { rung, meant, basis, amount: claimed } = claim;
  const { offer, treatment } = rung;
  return {
    visit: visit.visit,
    branch,
    customer,
    day,
    at,
    staff,
    offer,
    treatment,
    meant,
    basis,
    claimed,
  };
}

/** What was accepted, as the catalog of its decision has it; undefined where the hub does not hold that edition. */
function createRungs(tx: Database) {
  const catalogs = new Map<string, Catalog | undefined>();
  return async ({
    offer,
    tier,
    treatment,
    catalog,
  }: ClaimingVisitRow['rungs'][number]): Promise<Rung | undefined> => {
    if (!catalogs.has(catalog)) catalogs.set(catalog, await readCatalog(tx, catalog));
    const found = catalogs.get(catalog)?.offers.find(({ id }) => id === offer);
    const rung = found?.tiers.find(({ id }) => id === tier);
    return (
      found && rung && { offer, treatment, prepay: rung.prepay, promotional: found.promotional }
    );
  };
}
