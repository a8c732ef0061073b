// hub effect over the branches' own events: participants by group, each with its estimate or what is missing.
import { compareText } from '#shared/base/compare.ts';
import type { Result } from '#shared/base/result.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readPolicy } from '#hub/db/editions.ts';
import {
  acceptedRungs,
  participantBatches,
  type ParticipantFilter,
  type ParticipantRow,
  prepareParticipants,
} from '#hub/db/participants.ts';
import { type Effect, estimateEffect, type NoEffect, type Participant } from './estimate.ts';
import { poolBranches, type Pooled } from './pool.ts';

export const GROUPINGS = ['branch', 'offer', 'treatment'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Measured = { readonly name: string; readonly result: Result<Effect, NoEffect> };

export type Measurement = {
  /** Customers whose window is not over yet. */
  readonly early: number;
  readonly days: number;
  readonly all: Measured;
  readonly groups: readonly Measured[];
  /** Of branches that have a figure; null for fewer than two, and for other groups. */
  readonly pooled: Pooled | null;
};

type MeasureOptions = ParticipantFilter & { readonly by?: Grouping | undefined };

type Placed = Participant & { readonly group: string; readonly share: number };

const BATCH = 2_000;

/** Money in fen. */
export const measureEffect = (db: Database, options: MeasureOptions): Promise<Measurement> =>
  db.transaction(async (tx) => {
    const promotional = ((await readCatalog(tx))?.offers ?? [])
      .filter((offer) => offer.promotional)
      .map(({ id }) => id);
    const early = await prepareParticipants(tx, promotional, options);
    const placed = await readPlaced(tx, options);
    const inForce = ((await readPolicy(tx))?.holdoutPercent ?? 0) / 100;
    const groups = new Map<string, Placed[]>();
    for (const each of options.by === undefined ? [] : placed) {
      const group = groups.get(each.group);
      if (group === undefined) groups.set(each.group, [each]);
      else group.push(each);
    }
    const measured = [...groups]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([name, members]) => ({ name, result: estimate(members, inForce) }));
    const known = measured.flatMap(({ name, result }) =>
      result.ok
        ? [
            {
              branch: name,
              effect: result.value.effect,
              standardError: result.value.standardError,
            },
          ]
        : [],
    );
    return {
      early,
      days: options.days,
      all: { name: options.branch ?? 'all branches', result: estimate(placed, inForce) },
      groups: measured,
      pooled: options.by === 'branch' ? poolBranches(known) : null,
    };
  });

/**
 * The lot may have had another share under an earlier policy.
 * @param inForce share of the lot, where nobody takes part yet
 */
const estimate = (placed: readonly Placed[], inForce: number): Result<Effect, NoEffect> =>
  estimateEffect(placed, {
    share:
      placed.length === 0
        ? inForce
        : placed.reduce((sum, { share }) => sum + share, 0) / placed.length,
  });

async function readPlaced(
  tx: Database,
  { days, by = 'branch' }: MeasureOptions,
): Promise<readonly Placed[]> {
  const costs = await costsOf(tx, days);
  const shares = new Map<string, number>();
  const placed: Placed[] = [];
  for await (const batch of participantBatches(tx, days, BATCH)) {
    for (const row of batch) {
      let share = shares.get(row.policy);
      if (share === undefined) {
        share = ((await readPolicy(tx, row.policy))?.holdoutPercent ?? 0) / 100;
        shares.set(row.policy, share);
      }
      placed.push({
        isHeldOut: row.held_out,
        outcome: row.prepaid - (costs.get(row.customer) ?? 0),
        covariates: [...knownOr0(row.usual_top_up), ...knownOr0(row.mean_spend)],
        group: groupOf(row, by),
        share,
      });
    }
  }
  return placed;
}

/** What is not known is a level of its own. */
const knownOr0 = (value: number | null): readonly [number, number] =>
  value === null ? [0, 1] : [value, 0];

const groupOf = ({ branch, offer, treatment }: ParticipantRow, by: Grouping): string => {
  if (by === 'branch') return branch;
  return by === 'offer' ? offer : `${offer}/${treatment}`;
};

/** Gift, credit and discount of every accepted rung, by customer: who would have paid anyway costs money too. */
async function costsOf(tx: Database, days: number): Promise<ReadonlyMap<number, number>> {
  const catalogs = new Map<string, Catalog | undefined>();
  const costs = new Map<number, number>();
  for (const { customer, catalog, offer, tier, count } of await acceptedRungs(tx, days)) {
    if (!catalogs.has(catalog)) catalogs.set(catalog, await readCatalog(tx, catalog));
    const rung = catalogs
      .get(catalog)
      ?.offers.find(({ id }) => id === offer)
      ?.tiers.find(({ id }) => id === tier);
    costs.set(customer, (costs.get(customer) ?? 0) + (rung?.cost ?? 0) * count);
  }
  return costs;
}
