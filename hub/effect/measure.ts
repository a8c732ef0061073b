// hub effect over the branches' own events: participants by group, each with its estimate or what is missing.
import { compareText } from '#shared/base/compare.ts';
import type { Currency } from '#shared/base/money.ts';
import type { Result } from '#shared/base/result.ts';
import { answerCounts } from '#hub/db/answer_counts.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readPolicy } from '#hub/db/editions.ts';
import { readKeptOn } from '#hub/db/kept_on.ts';
import {
  type Basis,
  hasLog,
  participantBatches,
  type ParticipantFilter,
  type ParticipantRow,
  prepareCosts,
  prepareParticipants,
  prepareSaid,
  type RungCost,
} from '#hub/db/participants.ts';
import { readClerkSums } from './clerk_sums.ts';
import { type Clerk, clerkFigures } from './clerks.ts';
import { type Columns, createColumns, everybody, type Members, putInto } from './columns.ts';
import { type Effect, estimateColumns, type NoEffect } from './estimate.ts';
import { poolBranches, type Pooled } from './pool.ts';
import { MONTHS_AFTER, strategiesOf, type Strategy } from './strategies.ts';

export const GROUPINGS = ['branch', 'offer', 'treatment', 'strategy', 'clerk'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Measured = { readonly name: string; readonly result: Result<Effect, NoEffect> };

export type Measurement = {
  /** Of all its money, which is told in minor units. */
  readonly currency: Currency;
  readonly basis: Basis;
  /** Customers whose window is not over yet. */
  readonly early: number;
  /** Customers whose branch's log does not reach back to their first sentence, or is missing. */
  readonly unlogged: number;
  /** Held out by the lot, to whom a sentence was said within their days all the same; they stay where the lot put them. */
  readonly spokenTo: number;
  readonly days: number;
  /** Of the lot under the policy in force. */
  readonly share: number;
  readonly all: Measured;
  readonly groups: readonly Measured[];
  /** Of branches that have a figure; null for fewer than two, and for other groups. */
  readonly pooled: Pooled | null;
  /** Only where asked for. */
  readonly strategies: readonly Strategy[] | null;
  readonly clerks: readonly Clerk[] | null;
};

export type MeasureOptions = ParticipantFilter & {
  readonly by?: Grouping | undefined;
  /** The log, where it has rows, else the counters. */
  readonly basis?: Basis | undefined;
};

/** Participants beside the columns: each one's group, and the share of the lot under the policy of its decision. */
type Table = {
  readonly columns: Columns;
  readonly share: Float64Array;
  readonly group: Uint32Array;
  readonly names: readonly string[];
};

const BATCH = 10_000;
const COVARIATES = 4;

export const measureEffect = (db: Database, options: MeasureOptions): Promise<Measurement> =>
  db.transaction(async (tx) => {
    const catalog = await readCatalog(tx);
    const promotional = (catalog?.offers ?? [])
      .filter((offer) => offer.promotional)
      .map(({ id }) => id);
    const basis = options.basis ?? ((await hasLog(tx, options.branch)) ? 'log' : 'counter');
    const prepared = await prepareParticipants(tx, promotional, basis, options);
    const said = await prepareSaid(tx, options.days, promotional);
    await prepareCosts(tx, await costsOf(tx, said.catalogs));
    const table = await readTable(tx, basis, prepared.participants, options);
    const inForce = ((await readPolicy(tx))?.holdoutPercent ?? 0) / 100;
    const measured =
      options.by === undefined || options.by === 'clerk'
        ? []
        : table.names
            .map((name, code) => ({
              name,
              result: estimate(
                table,
                everybody(table.columns).filter((at) => table.group[at] === code),
                inForce,
              ),
            }))
            .toSorted((a, b) => compareText(a.name, b.name));
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
      currency: options.currency,
      basis,
      early: prepared.early,
      unlogged: prepared.unlogged,
      spokenTo: said.spokenTo,
      days: options.days,
      share: inForce,
      all: {
        name: options.branch ?? 'all branches',
        result: estimate(table, everybody(table.columns), inForce),
      },
      groups: measured,
      pooled: options.by === 'branch' ? poolBranches(known) : null,
      strategies:
        options.by === 'strategy' && catalog !== undefined
          ? strategiesOf(catalog, {
              counts: await answerCounts(tx, options),
              effects: measured,
              kept: {
                retention: await readKeptOn(tx, options, MONTHS_AFTER.retention),
                use: await readKeptOn(tx, options, MONTHS_AFTER.use),
              },
            })
          : null,
      clerks: options.by === 'clerk' ? clerkFigures(await readClerkSums(tx, options)) : null,
    };
  });

/**
 * The lot may have had another share under an earlier policy.
 * @param inForce share of the lot, where nobody takes part yet
 */
function estimate(
  { columns, share }: Table,
  members: Members,
  inForce: number,
): Result<Effect, NoEffect> {
  let sum = 0;
  for (const at of members) sum += share[at] ?? 0;
  return estimateColumns(columns, members, {
    share: members.length === 0 ? inForce : sum / members.length,
  });
}

async function readTable(
  tx: Database,
  basis: Basis,
  participants: number,
  { days, by = 'branch' }: MeasureOptions,
): Promise<Table> {
  const columns = createColumns(participants, COVARIATES);
  const share = new Float64Array(participants);
  const group = new Uint32Array(participants);
  const codes = new Map<string, number>();
  const shares = new Map<string, number>();
  let at = 0;
  for await (const batch of participantBatches(tx, basis, days, BATCH)) {
    for (const row of batch) {
      if (!shares.has(row.policy))
        shares.set(row.policy, ((await readPolicy(tx, row.policy))?.holdoutPercent ?? 0) / 100);
      const name = groupOf(row, by);
      if (!codes.has(name)) codes.set(name, codes.size);
      putInto(columns, at, {
        isHeldOut: row.held_out,
        outcome: row.paid - row.cost,
        covariates: [...knownOr0(row.usual_top_up), ...knownOr0(row.mean_spend)],
      });
      share[at] = shares.get(row.policy) ?? 0;
      group[at] = codes.get(name) ?? 0;
      at += 1;
    }
  }
  return { columns, share, group, names: [...codes.keys()] };
}

/** What is not known is a level of its own. */
const knownOr0 = (value: number | null): readonly [number, number] =>
  value === null ? [0, 1] : [value, 0];

const groupOf = ({ branch, offer, treatment }: ParticipantRow, by: Grouping): string => {
  if (by === 'branch') return branch;
  return by === 'treatment' ? `${offer}/${treatment}` : offer;
};

/** Gift, credit and discount of every rung: who would have paid anyway costs money too. */
async function costsOf(tx: Database, catalogs: readonly string[]): Promise<readonly RungCost[]> {
  const costs: RungCost[] = [];
  for (const catalog of catalogs) {
    for (const { id: offer, tiers } of (await readCatalog(tx, catalog))?.offers ?? [])
      costs.push(...tiers.map(({ id, cost }) => ({ catalog, offer, tier: id, cost })));
  }
  return costs;
}
