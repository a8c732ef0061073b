// What HQ keeps for a time only, by the days of its policy in force: counted, or let go.
import { addDays, type Day } from '#shared/base/month.ts';
import { keptFrom, LET_GO_KINDS, PART_OF_KIND } from '#shared/model/let_go.ts';
import type { KeepDays } from '#shared/model/policy.ts';
import type { Database } from './db/database.ts';
import { readPolicy } from './db/editions.ts';
import {
  countAsideDue,
  countEventsDue,
  countPhonesDue,
  letAsideGo,
  letEventsGo,
  letPhonesGo,
} from './db/let_go.ts';

export type Retained = {
  /** In force; undefined before the first policy. */
  readonly keepDays: KeepDays | undefined;
  /** Events (and what was put aside, and phones of walk-ins) by the part of the policy that lets go of them. */
  readonly counts: { readonly [P in RetainedPart]: number };
};
type RetainedPart = 'contents' | 'phones' | 'inputs' | 'aside' | 'lookUps';

export type RetainOptions = {
  /** UTC ms. */
  readonly now: number;
  /** Count only. */
  readonly isDry?: boolean;
  readonly batch?: number;
  /** Batches after which it stops, to go on with the next call; none: when nothing is left. */
  readonly most?: number;
};

const BATCH = 500;

/** Each batch is a transaction: killed at any moment, the next call goes on with what is left. */
export async function retain(db: Database, options: RetainOptions): Promise<Retained> {
  const { now, isDry = false, batch = BATCH, most = Infinity } = options;
  const counts = { contents: 0, phones: 0, inputs: 0, aside: 0, lookUps: 0 };
  const keepDays = (await readPolicy(db))?.keepDays;
  if (keepDays === undefined) return { keepDays, counts };
  let batches = 0;
  const clear = async (
    part: RetainedPart,
    count: () => Promise<number>,
    letGo: (size: number) => Promise<number>,
  ): Promise<void> => {
    if (isDry) {
      counts[part] += await count();
      return;
    }
    while (batches < most) {
      const gone = await letGo(batch);
      if (gone === 0) return;
      counts[part] += gone;
      batches += 1;
    }
  };
  const today = new Date(now).toISOString().slice(0, 10) as Day;
  const from = keptFrom(keepDays, today);
  for (const kind of LET_GO_KINDS) {
    const first = from.get(PART_OF_KIND[kind]);
    if (first === undefined) continue;
    await clear(
      PART_OF_KIND[kind],
      () => countEventsDue(db, kind, first),
      (size) => letEventsGo(db, kind, first, size),
    );
  }
  const phones = from.get('contents');
  if (phones !== undefined) {
    await clear(
      'phones',
      () => countPhonesDue(db, phones),
      (size) => letPhonesGo(db, phones, size),
    );
  }
  if (keepDays.aside !== null) {
    const before = new Date(`${addDays(today, -keepDays.aside)}T00:00:00Z`);
    await clear(
      'aside',
      () => countAsideDue(db, before),
      (size) => letAsideGo(db, before, size),
    );
  }
  return { keepDays, counts };
}

export const retainedSum = ({ counts }: Retained): number =>
  Object.values(counts).reduce((sum, each) => sum + each, 0);
