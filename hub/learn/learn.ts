// What all branches' answers say of the chances of yes: counted by treatment and group into an edition of beliefs.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { compareBy, compareText } from '#shared/base/compare.ts';
import type { BeliefCell, Beliefs } from '#shared/model/beliefs.ts';
import {
  type AnswerTotals,
  countAnswers,
  countedThrough,
  type HeardAnswer,
  heldThrough,
  standingAnswers,
} from '#hub/db/answers.ts';
import type { Database } from '#hub/db/database.ts';
import { saveBeliefs } from '#hub/db/editions.ts';
import { openEditions } from '#hub/replay/editions.ts';
import { groupsOfAnswer } from './chance_said.ts';
import { countsAs } from './counts_as.ts';
import { createReliability, type Reliability } from './reliability.ts';
import { type Interval, wilsonInterval } from './wilson.ts';

export type Learning = {
  readonly version: string;
  /** Another edition than the newest before. */
  readonly isNew: boolean;
  readonly answers: AnswerTotals;
  /** Of the standing: heard and answered; the others ("not said", "has it") tell nothing of a chance. */
  readonly counted: number;
  /** Accepted, counted as no: by the operator's log the money never came, or was taken back. */
  readonly unsettled: number;
  readonly cells: number;
  /** The surest first: by the lower end of the interval. */
  readonly treatments: readonly LearnedTreatment[];
  /** How the chances of yes of the latest month were borne out; null before any could be told. */
  readonly reliability: Reliability | null;
};

export type LearnedTreatment = {
  readonly offer: string;
  readonly treatment: string;
  readonly said: number;
  readonly yes: number;
  readonly interval: Interval;
};

const BATCH = 1_000;

/**
 * Folds all answers that stand, in batches; memory holds the cells only. The same events give the same edition,
 * whatever the order of their arrival.
 */
export async function learnBeliefs(
  db: Database,
  onProgress: (answers: number, of: number) => void = () => undefined,
): Promise<Learning> {
  const { beliefs, answers, counted, unsettled, reliability } = await db.transaction(
    (tx) => fold(tx, onProgress),
    {
      snapshot: true,
    },
  );
  const isNew = await saveBeliefs(db, beliefs.version, canonicalJson(beliefs as unknown as Json));
  return {
    version: beliefs.version,
    isNew,
    answers,
    counted,
    unsettled,
    cells: beliefs.cells.length,
    treatments: treatmentsOf(beliefs.cells),
    reliability,
  };
}

async function fold(
  tx: Database,
  onProgress: (answers: number, of: number) => void,
): Promise<{
  readonly beliefs: Beliefs;
  readonly answers: AnswerTotals;
  readonly counted: number;
  readonly unsettled: number;
  readonly reliability: Reliability | null;
}> {
  const held = await heldThrough(tx);
  const answers = await countAnswers(tx, held);
  const tally = createTally();
  const chances = createReliability(openEditions(tx));
  let done = 0;
  for await (const batch of standingAnswers(tx, held, BATCH)) {
    for (const answer of batch) {
      tally.add(answer);
      await chances.add(answer, groupsOfAnswer(answer));
    }
    done += batch.length;
    onProgress(done, answers.standing);
  }
  const content = {
    cells: tally.cells(),
    counted: Object.fromEntries(await countedThrough(tx, held)),
  };
  return {
    beliefs: { version: nameOf(content), ...content },
    answers,
    counted: tally.counted(),
    unsettled: tally.unsettled(),
    reliability: chances.latest(),
  };
}

const nameOf = (content: Omit<Beliefs, 'version'>): string =>
  createHash('sha256')
    .update(canonicalJson(content as unknown as Json))
    .digest('hex')
    .slice(0, 16);

function createTally() {
  const cells = new Map<string, { -readonly [K in keyof BeliefCell]: BeliefCell[K] }>();
  let counted = 0;
  let unsettled = 0;
  return {
    add(answer: HeardAnswer): void {
      const counts = countsAs(answer);
      if (counts === null) return;
      counted += 1;
      if (counts === 'no' && answer.answer === 'accepted') unsettled += 1;
      const { offer, treatment } = answer;
      const { valueGroup, consumptionGroup } = groupsOfAnswer(answer);
      const key = `${offer} ${treatment} ${valueGroup} ${consumptionGroup}`;
      let cell = cells.get(key);
      if (cell === undefined) {
        cell = { offer, treatment, valueGroup, cluster: consumptionGroup, said: 0, yes: 0 };
        cells.set(key, cell);
      }
      cell.said += 1;
      if (counts === 'yes') cell.yes += 1;
    },
    counted: (): number => counted,
    unsettled: (): number => unsettled,
    cells: (): BeliefCell[] => [...cells.values()].toSorted(byName),
  };
}

const byName = compareBy<BeliefCell>(
  (a, b) => compareText(a.offer, b.offer),
  (a, b) => compareText(a.treatment, b.treatment),
  (a, b) => compareText(a.valueGroup, b.valueGroup),
  (a, b) => compareText(a.cluster, b.cluster),
);

const surestFirst = compareBy<LearnedTreatment>(
  (a, b) => b.interval.low - a.interval.low,
  (a, b) => compareText(a.offer, b.offer),
  (a, b) => compareText(a.treatment, b.treatment),
);

function treatmentsOf(cells: readonly BeliefCell[]): readonly LearnedTreatment[] {
  const sums = new Map<string, { offer: string; treatment: string; said: number; yes: number }>();
  for (const { offer, treatment, said, yes } of cells) {
    const key = `${offer} ${treatment}`;
    const sum = sums.get(key) ?? { offer, treatment, said: 0, yes: 0 };
    sums.set(key, { ...sum, said: sum.said + said, yes: sum.yes + yes });
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, interval: wilsonInterval(sum.yes, sum.said) }))
    .toSorted(surestFirst);
}
