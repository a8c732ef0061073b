// Whether chances of yes come true: what the decision believed of each treatment, against what the customers answered.
import { compareBy, compareText } from '#shared/base/compare.ts';
import { type Month, monthOfDay } from '#shared/base/month.ts';
import type { HeardAnswer } from '#hub/db/answers.ts';
import type { Editions } from '#hub/replay/editions.ts';
import { chanceSaid, type GroupsOfAnswer } from './chance_said.ts';
import { countsAs } from './counts_as.ts';

export type Reliability = {
  readonly month: Month;
  readonly answers: number;
  /** Tenths of the way from 0 to 1 that were said, the lowest first. */
  readonly byChance: readonly BorneOut[];
  /** Value groups, by code. */
  readonly byGroup: readonly BorneOut[];
  /** Each treatment in each value group: those that are off first, then by answers. */
  readonly byTreatment: readonly OfTreatment[];
};

/** `name`: the group's code. */
type OfTreatment = BorneOut & { readonly offer: string; readonly treatment: string };

export type BorneOut = {
  /** `10 to 20 %`, or the group's code; `-` where it was not known. */
  readonly name: string;
  readonly answers: number;
  /** Mean chance, and the share that said yes. */
  readonly said: number;
  readonly yes: number;
  /** Further apart than luck would bring them once in a thousand times. */
  readonly isOff: boolean;
};

type Sums = { answers: number; said: number; spread: number; yes: number };
type OfMonth = {
  readonly byChance: Map<string, Sums>;
  readonly byGroup: Map<string, Sums>;
  /** By offer, treatment and group, parted by `APART`. */
  readonly byTreatment: Map<string, Sums>;
};

/** In no code. */
const APART = '\n';

const BANDS = 10;
const UNLIKELY = 3.29;

/** Counts answers whose decision and its editions the hub holds. */
export function createReliability(editions: Pick<Editions, 'catalog' | 'beliefs'>) {
  const months = new Map<Month, OfMonth>();
  return {
    async add(answer: HeardAnswer, groups: GroupsOfAnswer): Promise<void> {
      const counts = countsAs(answer);
      const chance = counts === null ? null : await chanceSaid(answer, groups, editions);
      if (chance === null) return;
      const month = monthOfDay(answer.day);
      const sums = months.get(month) ?? {
        byChance: new Map(),
        byGroup: new Map(),
        byTreatment: new Map(),
      };
      months.set(month, sums);
      const isYes = counts === 'yes';
      addTo(sums.byChance, bandOf(chance), chance, isYes);
      addTo(sums.byGroup, groups.valueGroup, chance, isYes);
      const cell = [answer.offer, answer.treatment, groups.valueGroup].join(APART);
      addTo(sums.byTreatment, cell, chance, isYes);
    },
    latest(): Reliability | null {
      const month = [...months.keys()].toSorted(compareText).at(-1);
      const sums = month === undefined ? undefined : months.get(month);
      if (month === undefined || sums === undefined) return null;
      const byGroup = borneOut(sums.byGroup);
      const answers = byGroup.reduce((sum, row) => sum + row.answers, 0);
      const byTreatment = borneOut(sums.byTreatment).map(treatmentOf).toSorted(offFirst);
      return { month, answers, byChance: borneOut(sums.byChance), byGroup, byTreatment };
    },
  };
}

function treatmentOf(row: BorneOut): OfTreatment {
  const [offer = '', treatment = '', name = ''] = row.name.split(APART);
  return { ...row, offer, treatment, name };
}

const offFirst = compareBy<OfTreatment>(
  (a, b) => Number(b.isOff) - Number(a.isOff),
  (a, b) => b.answers - a.answers,
  (a, b) => compareText(a.offer, b.offer),
  (a, b) => compareText(a.treatment, b.treatment),
  (a, b) => compareText(a.name, b.name),
);

function bandOf(chance: number): string {
  const band = Math.min(BANDS - 1, Math.floor(chance * BANDS));
  return `${band * BANDS} to ${(band + 1) * BANDS} %`;
}

function addTo(all: Map<string, Sums>, name: string, chance: number, isYes: boolean): void {
  const sums = all.get(name) ?? { answers: 0, said: 0, spread: 0, yes: 0 };
  all.set(name, sums);
  sums.answers += 1;
  sums.said += chance;
  sums.spread += chance * (1 - chance);
  if (isYes) sums.yes += 1;
}

/** `10 to 20 %` sorts by text as by number. */
const borneOut = (all: ReadonlyMap<string, Sums>): readonly BorneOut[] =>
  [...all]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([name, { answers, said, spread, yes }]) => ({
      name,
      answers,
      said: said / answers,
      yes: yes / answers,
      isOff: Math.abs(yes - said) > UNLIKELY * Math.sqrt(spread),
    }));
