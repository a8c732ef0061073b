// The chance of yes: what cells borrow from their parents, and what is tried by lot.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { createRandom } from '#shared/base/random.ts';
import type { BeliefCell } from '#shared/model/beliefs.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import { compileBeliefs } from '../beliefs.ts';
import { decided, makeFacts, makeOffer } from '#tests/fixtures/decision.ts';
import { drawBeta } from './beta_draw.ts';
import { beliefOf } from './chance.ts';

const cell = (said: number, yes: number, changes: Partial<BeliefCell> = {}): BeliefCell => ({
  offer: 'plain',
  treatment: 'say',
  valueGroup: 'basic',
  cluster: 'A2R2D2',
  said,
  yes,
  ...changes,
});
const learned = (...cells: readonly BeliefCell[]) =>
  compileBeliefs({ ...NO_BELIEFS, cells: [...cells] }, [], 'test');
const offer = makeOffer({ prior: { yes: 0.2, visits: 20 } });

const believed = (cells: readonly BeliefCell[], facts: Parameters<typeof makeFacts>[0] = {}) =>
  beliefOf(offer, 'say', makeFacts(facts), learned(...cells));

describe('what is believed', () => {
  test('before anybody answered is what HQ guesses', () => {
    expect(believed([])).toEqual({ mean: 0.2, strength: 20, known: 20, learned: 0 });
  });

  test('goes down the levels, each the prior of the next', () => {
    // HQ 4 of 20, offer 30 of 60: 34/80; below it 30 answers are borrowed each time.
    const offerMean = 34 / 80;
    const treatment = (30 * offerMean + 30) / 90;
    const group = (30 * treatment + 30) / 90;
    const cluster = (30 * group + 30) / 90;
    const { mean, strength, known, learned: share } = believed([cell(60, 30)]);
    expect(mean).toBeCloseTo(cluster, 12);
    expect([strength, known]).toEqual([90, 80]);
    expect(share).toBeCloseTo(60 / 80, 12);
  });

  test('a cell without answers equals its parent, at every level', () => {
    const cells = [cell(60, 30)];
    const elsewhere = believed(cells, { consumptionGroup: 'A1R1D1' });
    const group = believed([cell(60, 30, { cluster: 'A3R3D3' })]);
    expect(elsewhere.mean).toBe(group.mean);
    const otherGroup = believed(cells, { valueGroup: 'netizen' });
    const unknown = believed(cells, { valueGroup: null, consumptionGroup: null });
    expect(otherGroup.mean).toBe(unknown.mean);
    expect(otherGroup.mean).toBeLessThan(elsewhere.mean);
    const otherTreatment = beliefOf(offer, 'other', makeFacts(), learned(...cells));
    expect(otherTreatment.mean).toBeCloseTo(34 / 80, 12);
  });

  test('a cell borrows no more than its parent has', () => {
    expect(believed([]).strength).toBe(20);
    expect(believed([cell(60, 30)], { valueGroup: 'netizen' }).strength).toBe(30);
  });

  test('with many answers is what was answered', () => {
    expect(believed([cell(10_000, 700)]).mean).toBeCloseTo(0.07, 3);
  });

  test('answers of this device count beside those of HQ', () => {
    const cells = [cell(3, 1), cell(2, 2)];
    const apart = compileBeliefs({ ...NO_BELIEFS, cells: cells.slice(0, 1) }, cells.slice(1), 'x');
    expect(beliefOf(offer, 'say', makeFacts(), apart)).toEqual(believed(cells));
  });
});

const chances = (visits: number, seeds: number) =>
  Array.from({ length: seeds }, (_, seed) => {
    const tried = makeOffer({ prior: { yes: 0.2, visits } });
    return decided([tried], { seed }).proposals[0]?.parts.chance ?? 0;
  });

const reasonWithPrior = (visits: number) =>
  decided([makeOffer({ prior: { yes: 0.2, visits } })]).verdicts[0]?.reason.zh ?? '';

describe('by lot', () => {
  test('the unripe are tried, each visit anew and each visit the same', () => {
    const drawn = chances(20, 400);
    expect(new Set(drawn).size).toBeGreaterThan(390);
    expect(chances(20, 400)).toEqual(drawn);
    const mean = drawn.reduce((sum, chance) => sum + chance, 0) / drawn.length;
    // The deviation of Beta(4, 16) is 0.087; of the mean of 400 it is 0.0044.
    expect(Math.abs(mean - 0.2)).toBeLessThan(0.02);
  });

  test('the ripe are not', () => {
    expect(new Set(chances(200, 50))).toEqual(new Set([0.2]));
    expect(reasonWithPrior(20)).toContain('（答复还少，试着估）');
    expect(reasonWithPrior(200)).not.toContain('试着估');
  });

  test.each([
    [0.4, 1.2],
    [2, 8],
    [30, 3],
    [500, 1500],
  ])('Beta(%d, %d) has its mean and variance', (yes, no) => {
    const random = createRandom(11);
    const draws = Array.from({ length: 20_000 }, () => drawBeta(yes, no, random));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    const all = yes + no;
    const expected = (yes * no) / (all * all * (all + 1));
    expect(Math.abs(mean - yes / all)).toBeLessThan(5 * Math.sqrt(expected / 20_000));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.06);
  });

  test('the same draw on every machine, to the last digit', () => {
    const random = createRandom(2026);
    expect([drawBeta(3, 17, random), drawBeta(0.5, 2.5, random)]).toEqual([
      0.09973694769225604, 0.1541125386298506,
    ]);
  });
});

test('what was answered to a dear rung is not held against it twice', () => {
  const tiers = [
    { id: 't', prepay: 10_000, benefit: { zh: '好', en: 'good' }, cost: 0, margin: 3000 },
  ];
  const prior = { yes: 0.4, visits: 1000 };
  const asked = (beliefs: ReturnType<typeof learned>) =>
    decided([makeOffer({ tiers, prior })], { beliefs, context: { intended: fen(5000) } })
      .proposals[0]?.parts.chance ?? 0;
  // HQ's 40 % is of an easy amount, and twice the amount halves it.
  expect(asked(learned())).toBe(0.2);
  // 20 % of those asked for just this said yes: it stays at about 20 %.
  expect(asked(learned(cell(100_000, 20_000)))).toBeCloseTo(0.2, 2);
});
