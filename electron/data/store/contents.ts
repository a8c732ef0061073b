// What the cache holds besides customers: small records, read once and kept until they change.
import { issueText } from '#shared/base/first_issue.ts';
import type { Day } from '#shared/base/month.ts';
import {
  type Branch,
  branchSchema,
  type Gift,
  giftSchema,
  type StaffMember,
  staffMemberSchema,
} from '#shared/model/branch.ts';
import { type Catalog, catalogSchema } from '#shared/model/catalog.ts';
import { type Policy, policySchema } from '#shared/model/policy.ts';
import { type Beliefs, beliefsSchema, NO_BELIEFS } from '#shared/model/beliefs.ts';
import { type Erased, erasedSchema } from '#shared/model/erasure.ts';
import { type Group, groupSchema } from '#shared/model/group.ts';
import {
  type LotteryLease,
  lotteryLeaseSchema,
  type PointsLease,
  pointsLeaseSchema,
} from '#shared/model/lease.ts';
import type { Entity } from '#shared/wire/change.ts';
import type { z } from 'zod';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import type { Meta } from './meta.ts';

export type Contents = {
  readonly branch: Branch;
  readonly staff: readonly StaffMember[];
  readonly gifts: readonly Gift[];
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly beliefs: Beliefs;
  readonly groups: readonly Group[];
  readonly lotteryLeases: readonly LotteryLease[];
  readonly pointsLease: PointsLease | null;
  /** Whom HQ erased. */
  readonly erased: readonly Erased[];
  /** Last day of the customers' figures; null without customers. */
  readonly asOf: Day | null;
  readonly customers: number;
};

/** A record is missing or malformed: then the pack or change is not to be used. The message names the place. */
export class UnfitRecord extends Error {}

/** @throws UnfitRecord */
export function readContents(cache: ReadableDB, meta: Meta): Contents {
  return {
    branch: one(cache, 'branch', branchSchema),
    staff: many(cache, 'staff', staffMemberSchema),
    gifts: many(cache, 'gift', giftSchema),
    catalog: one(cache, 'catalog', catalogSchema),
    policy: one(cache, 'policy', policySchema),
    beliefs: perhaps(cache, 'beliefs', beliefsSchema) ?? NO_BELIEFS,
    groups: many(cache, 'group', groupSchema),
    lotteryLeases: many(cache, 'lottery-lease', lotteryLeaseSchema),
    pointsLease: perhaps(cache, 'points-lease', pointsLeaseSchema) ?? null,
    erased: many(cache, 'erased', erasedSchema),
    asOf: meta.asOf,
    customers: meta.customers,
  };
}

/**
 * The same for a start: at once only what the sign-in page shows; all else, with its checks, when the first of it is
 * asked for.
 * @throws UnfitRecord here or then
 */
export function readContentsForStart(cache: ReadableDB, meta: Meta): Contents {
  let known: Contents | undefined;
  const all = (): Contents => (known ??= readContents(cache, meta));
  return {
    branch: one(cache, 'branch', branchSchema),
    staff: many(cache, 'staff', staffMemberSchema),
    get gifts() {
      return all().gifts;
    },
    get catalog() {
      return all().catalog;
    },
    get policy() {
      return all().policy;
    },
    get beliefs() {
      return all().beliefs;
    },
    get groups() {
      return all().groups;
    },
    get lotteryLeases() {
      return all().lotteryLeases;
    },
    get pointsLease() {
      return all().pointsLease;
    },
    get erased() {
      return all().erased;
    },
    asOf: meta.asOf,
    customers: meta.customers,
  };
}

function one<T>(cache: ReadableDB, entity: Entity, schema: z.ZodType<T>): T {
  const found = perhaps(cache, entity, schema);
  if (found === undefined) throw new UnfitRecord(`the cache has no ${entity}`);
  return found;
}

function perhaps<T>(cache: ReadableDB, entity: Entity, schema: z.ZodType<T>): T | undefined {
  const row = cache.get<{ doc: string }>(
    sql`select doc from record where entity = ${entity} and id = 'current'`,
  );
  return row === undefined ? undefined : fitting(schema, row.doc, entity);
}

const many = <T>(cache: ReadableDB, entity: Entity, schema: z.ZodType<T>): readonly T[] =>
  cache
    .all<{ doc: string }>(sql`select doc from record where entity = ${entity} order by id`)
    .map((row) => fitting(schema, row.doc, entity));

function fitting<T>(schema: z.ZodType<T>, doc: string, entity: Entity): T {
  const parsed = schema.safeParse(JSON.parse(doc));
  if (parsed.success) return parsed.data;
  throw new UnfitRecord(`${entity} ${issueText(parsed.error, 'document')}`);
}
