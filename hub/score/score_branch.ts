// Scores all customers of a branch, in batches, in one transaction, and paints the portraits of their groups.
import type { Branch } from '#shared/model/branch.ts';
import type { Customer, Leaver, Score } from '#shared/model/customer.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import { type Home, scoreOfFacts } from '#shared/engine/score/score_customer.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { saveGroups } from '#hub/db/group.ts';
import { readLeavings } from '#hub/db/leavings.ts';
import { type HomeRow, homesOf, prepareHomes } from '#hub/db/homes.ts';
import { readOutsideScores, saveScores, type ScoreRow } from '#hub/db/scores.ts';
import { countVisits, type HabitRow, habitsOf, prepareVisits } from '#hub/db/visits.ts';
import { leaverOf } from './bear_out.ts';
import { bearOutChances } from './outcomes.ts';
import { createPortraitPainter } from './portraits.ts';
import { readScoreKnowledge } from './score_knowledge.ts';

const OUTSIDE = ['chance', 'group', 'value'] as const;
const KINDS = ['group', 'consumption', 'behaviour', 'stage', 'risk', 'label'] as const;
type Kind = (typeof KINDS)[number];

export type ScoreReport = {
  readonly branch: string;
  readonly customers: number;
  /** Scores that are new or other than before. */
  readonly changed: number;
  /** Customers whose chance to leave, value group or value came with HQ's file. */
  readonly outside: Readonly<Record<(typeof OUTSIDE)[number], number>>;
  /** Customers by kind, then by name. Of the two models, those who are in no group are not counted. */
  readonly counts: Readonly<Record<Kind, ReadonlyMap<string, number>>>;
  /** Versions of the models that scored; null: none was trained. */
  readonly models: {
    readonly churn: string | null;
    /** Whom the churn model foretells. */
    readonly leaver: Leaver | null;
    readonly lifetime: string | null;
  };
};

const BATCH = 1_000;

export function scoreBranch(
  db: Database,
  branch: Branch,
  onProgress: (customers: number) => void = () => undefined,
): Promise<ScoreReport> {
  return db.transaction((tx) => scoreInTransaction(tx, branch, onProgress), {
    lock: `score ${branch.code}`,
  });
}

async function scoreInTransaction(
  tx: Database,
  branch: Branch,
  onProgress: (customers: number) => void,
): Promise<ScoreReport> {
  const knowledge = await readScoreKnowledge(tx, branch.currency);
  await prepareHomes(tx, branch.code);
  const hasHabits = await prepareVisits(tx, branch);
  const tally = createTally();
  await bearOutChances(tx, branch.code);
  const painter = createPortraitPainter();
  let customers = 0;
  let changed = 0;
  const counted = { chance: 0, group: 0, value: 0 };
  const score = ({ batch, homes, habits, outside, leavings }: Read): readonly ScoreRow[] =>
    batch.map((customer) => {
      const own = outside.get(customer.id);
      if (own) for (const kind of OUTSIDE) if (own[kind] !== null) counted[kind] += 1;
      const leaving = leavings.get(customer.id);
      const home: Home = {
        ...homeOfCustomer(customer, homes, habits),
        outsideChance: own?.chance ?? null,
        outsideGroup: own?.group ?? null,
        outsideValue: own?.value ?? null,
        leaving,
      };
      const facts = factsOfCustomer({ ...customer, score: null }, home.size, customer.asOf);
      const scored = scoreOfFacts(facts, customer, home, knowledge);
      tally.add(scored);
      painter.add(scored, facts);
      return { customer: customer.id, score: scored };
    });
  // While a batch is scored here, the database writes the one before and reads the one after; two are in memory.
  const batches = customerBatches(tx, branch.code, BATCH)[Symbol.asyncIterator]();
  const readNext = async (): Promise<Read | null> => {
    const next = await batches.next();
    return next.done === true ? null : readOf(tx, next.value, hasHabits);
  };
  let saving: Promise<number> = Promise.resolve(0);
  for (let read = await readNext(); read !== null;) {
    const next = heardLater(readNext());
    const rows = score(read);
    changed += await saving;
    saving = heardLater(saveScores(tx, rows));
    customers += rows.length;
    onProgress(customers);
    read = await next;
  }
  changed += await saving;
  await saveGroups(tx, branch.code, painter.finish(await countVisits(tx)));
  return {
    branch: branch.code,
    customers,
    changed,
    outside: counted,
    counts: tally.counts,
    models: {
      churn: knowledge.churn?.version ?? null,
      leaver: knowledge.churn && leaverOf(knowledge.churn),
      lifetime: knowledge.lifetime?.version ?? null,
    },
  };
}

/** A batch with all that its scores need. */
type Read = {
  readonly batch: readonly Customer[];
  readonly homes: ReadonlyMap<number, HomeRow>;
  readonly habits: ReadonlyMap<number, HabitRow> | null;
  readonly outside: Awaited<ReturnType<typeof readOutsideScores>>;
  readonly leavings: Awaited<ReturnType<typeof readLeavings>>;
};

async function readOf(tx: Database, batch: readonly Customer[], hasHabits: boolean): Promise<Read> {
  const ids = batch.map(({ id }) => id);
  return {
    batch,
    homes: await readHomes(tx, batch),
    habits: hasHabits ? await readHabits(tx, batch) : null,
    outside: await readOutsideScores(tx, ids),
    leavings: await readLeavings(tx, ids),
  };
}

/** Whoever waits for it hears of a failure; until then it ends no process. */
function heardLater<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function readHomes(
  tx: Database,
  batch: readonly Customer[],
): Promise<ReadonlyMap<number, HomeRow>> {
  const households = [...new Set(batch.flatMap(({ household }) => household ?? []))];
  if (households.length === 0) return new Map();
  const rows = await homesOf(tx, households);
  return new Map(rows.map((row) => [row.household, row]));
}

async function readHabits(
  tx: Database,
  batch: readonly Customer[],
): Promise<ReadonlyMap<number, HabitRow>> {
  const rows = await habitsOf(
    tx,
    batch.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.customer, row]));
}

function homeOfCustomer(
  customer: Customer,
  homes: ReadonlyMap<number, HomeRow>,
  habits: ReadonlyMap<number, HabitRow> | null,
): Home {
  const home = customer.household === null ? undefined : homes.get(customer.household);
  const visits = habits?.get(customer.id) ?? null;
  if (!home || home.size < 2) return { size: 1, isHead: false, visits };
  return { size: home.size, isHead: home.head === customer.id, visits };
}

function createTally() {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as Record<
    Kind,
    Map<string, number>
  >;
  const count = (kind: Kind, name: string): void =>
    void counts[kind].set(name, (counts[kind].get(name) ?? 0) + 1);
  return {
    counts,
    add({ valueGroup, consumption, behaviour, stage, risks, labels }: Score): void {
      if (valueGroup !== null) count('group', valueGroup);
      if (consumption !== null) count('consumption', consumption);
      if (behaviour !== null) count('behaviour', behaviour);
      if (stage !== null) count('stage', stage);
      for (const risk of risks) count('risk', risk);
      for (const label of labels) count('label', label);
    },
  };
}
