// npm run trial -- chances [SEEDS] [FIRST] [fit | drift]: how often chances that are true are doubted, and how often false ones are believed.
import { addMonths, month } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { chanceOf } from '#shared/engine/churn/calibration.ts';
import { calledOf, type Proof, UNLIKELY_FIT } from '#shared/model/churn_model.ts';
import { driftOf } from '#hub/score/outcomes.ts';
import { calibrate } from '#hub/train/calibrate.ts';
import { decilesOf } from '#hub/train/evaluate_calibration.ts';
import { foldsOf } from '#hub/train/evaluate_folds.ts';
import { draws } from '#hub/train/evaluate_intervals.ts';
import { powerOfFit } from '#hub/train/evaluate_power.ts';
import { drawingOf, proofOf, tolerableErrorOf } from '#hub/train/evaluate_proof.ts';
import { OTHER_TESTS } from './fit_tests.ts';

const FOLDS = 5;
const LINE = { slope: 1, intercept: 0 };
const WORDS = ['calibrated', 'near', 'rough', 'misfit', 'off'] as const;

type World = {
  readonly name: string;
  readonly rows: number;
  /** Of one customer, alike beyond what the score says. */
  readonly rowsOfCustomer?: number;
  /** What really happens at a score, as log-odds. */
  readonly truth: (score: number) => number;
  /** Left out: learned on folds, as the hub does. */
  readonly asSaid?: boolean;
};

const plain = (score: number): number => score;
/** Of scores from -4 to 2 no rising map can follow it. */
const wave =
  (height: number) =>
  (score: number): number =>
    score + height * Math.sin(3 * score);

const WORLDS: readonly World[] = [
  ...[1_000, 5_000, 20_000].map((rows) => ({ name: 'true', rows, truth: plain })),
  { name: 'true, 3 rows a customer, alike', rows: 20_000, rowsOfCustomer: 3, truth: plain },
  { name: 'too timid by half, before a map', rows: 5_000, truth: (s) => 1.5 * s, asSaid: true },
  { name: 'too timid by half, after it', rows: 5_000, truth: (s) => 1.5 * s },
  { name: 'a step at one score, after a map', rows: 20_000, truth: (s) => (s > -1 ? 1 : -4) },
  ...[1_000, 5_000, 20_000].flatMap((rows) =>
    [0.5, 1.5].map((height) => ({ name: `a wave of ${height}`, rows, truth: wave(height) })),
  ),
];

type Sample = {
  readonly scores: Float64Array;
  readonly target: Float64Array;
  readonly groups: Float64Array;
  /** The chance of each row, as far as what was said could tell it. */
  readonly truths: Float64Array;
};

function draw({ rows, rowsOfCustomer = 1, truth }: World, seed: number): Sample {
  const random = createRandom(seed);
  const groups = Float64Array.from({ length: rows }, (_, row) => Math.floor(row / rowsOfCustomer));
  const scores = new Float64Array(rows);
  const own = groups.map(() => 0);
  for (let row = 0; row < rows; row += 1) {
    const isSame = row > 0 && groups[row] === groups[row - 1];
    scores[row] = isSame
      ? (scores[row - 1] as number) + 0.3 * bell(random)
      : -2 + 1.5 * bell(random);
    if (rowsOfCustomer > 1) own[row] = isSame ? (own[row - 1] as number) : bell(random);
  }
  const truths = scores.map((score, row) => chanceOf(truth(score) + (own[row] as number), LINE));
  const target = truths.map((chance) => (random() < chance ? 1 : 0));
  return { scores, target, groups, truths };
}

const bell = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

type Tried = {
  readonly proof: Proof;
  /** How far the chances lie from the true ones, by row in the mean. */
  readonly gap: number;
  /** The true calibration error over the tolerable one: above 1 the word `calibrated` would be false. */
  readonly error: number;
  /** How likely a misfit of the tolerable size would have been seen. */
  readonly power: number;
  /** Those of the other tests of fit that see a misfit. */
  readonly others: readonly string[];
};

function proofFor(world: World, seed: number): Tried {
  const { scores, target, groups, truths } = draw(world, seed);
  const rows = scores.length;
  const folds = foldsOf(target, groups, FOLDS, seed);
  const chances = world.asSaid
    ? scores.map((score) => chanceOf(score, LINE))
    : calibrate(scores, target, folds, FOLDS).chances;
  // Of the figures of a draw the area is not looked at here.
  const drawing = drawingOf({ chances, target, weighted: () => 0.5 });
  const drawn = draws({ target, groups }, seed, drawing);
  const deciles = decilesOf(chances, target);
  const limit = tolerableErrorOf(deciles);
  return {
    proof: proofOf(deciles, chances, drawn),
    gap: chances.reduce((sum, c, row) => sum + Math.abs(c - (truths[row] as number)), 0) / rows,
    error: errorOfAlike(chances, truths) / limit,
    power: powerOfFit(deciles, limit),
    others: Object.entries(OTHER_TESTS).flatMap(([name, p]) =>
      p(chances, target) < UNLIKELY_FIT ? name : [],
    ),
  };
}

const ALIKE = 50;

/** Of each fiftieth of the customers, to whom nearly the same was said: what was said less what is true, in the mean. */
function errorOfAlike(chances: Float64Array, truths: Float64Array): number {
  const order = Uint32Array.from(chances, (_, row) => row).toSorted(
    (a, b) => (chances[a] as number) - (chances[b] as number) || a - b,
  );
  const apart = new Float64Array(ALIKE);
  for (const [place, row] of order.entries()) {
    const group = Math.floor((place * ALIKE) / order.length);
    apart[group] = (apart[group] as number) + (chances[row] as number) - (truths[row] as number);
  }
  return apart.reduce((sum, gap) => sum + Math.abs(gap), 0) / order.length;
}

function tryFit(seeds: number, first: number): void {
  console.log(
    `\nworld, rows: p below 0.01; ${WORDS.join(', ')} (percent of ${seeds} seeds); power in the mean; true error of alike chances over the tolerable one in the mean, and of those called calibrated the largest and how many are above 1; how far by row from the true chances in the mean; how often other tests of fit would doubt`,
  );
  for (const world of WORLDS) {
    const tried = Array.from({ length: seeds }, (_, at) => proofFor(world, first + at));
    const share = (is: (one: Tried) => boolean): string =>
      ((100 * tried.filter(is).length) / seeds).toFixed(1);
    const mean = (of: (one: Tried) => number): number =>
      tried.reduce((sum, one) => sum + of(one), 0) / seeds;
    const called = tried.filter(({ proof }) => calledOf(proof) === 'calibrated');
    const largest = Math.max(0, ...called.map(({ error }) => error));
    const above = called.filter(({ error }) => error > 1).length;
    console.log(
      [
        `${world.name}, ${world.rows}: ${share(({ proof }) => proof.fit.p < UNLIKELY_FIT)}`,
        WORDS.map((word) => share(({ proof }) => calledOf(proof) === word)).join(', '),
        mean(({ power }) => power).toFixed(2),
        `${mean(({ error }) => error).toFixed(2)}, ${largest.toFixed(2)}, ${above} of ${called.length}`,
        (100 * mean(({ gap }) => gap)).toFixed(1),
        Object.keys(OTHER_TESTS)
          .map((name) => `${name} ${share(({ others }) => others.includes(name))}`)
          .join(', '),
      ].join('; '),
    );
  }
}

/** A year of imports: the latest three months after each, as `hub score` looks at them. */
function tryDrift(seeds: number, first: number): void {
  console.log('drift of log-odds, customers a month: stale after 1, 3, 12 months (percent)');
  for (const [name, shift] of [
    ['none', () => 0],
    ['from month to month by 0.1', (random: () => number) => 0.1 * bell(random)],
    ...[0.1, 0.2, 0.3, 0.5, 1].map((by) => [`${by}`, () => by] as const),
  ] as readonly (readonly [string, (random: () => number) => number])[]) {
    for (const customers of [300, 3_000, 30_000]) {
      const stale = [0, 0, 0];
      for (let seed = first; seed < first + seeds; seed += 1) {
        const at = firstStale(customers, shift, createRandom(seed));
        for (const [place, months] of [1, 3, 12].entries())
          if (at <= months) stale[place] = (stale[place] as number) + 1;
      }
      const shares = stale.map((count) => ((100 * count) / seeds).toFixed(1)).join(', ');
      console.log(`${name}, ${customers}: ${shares}`);
    }
  }
}

function firstStale(
  customers: number,
  shift: (random: () => number) => number,
  random: () => number,
): number {
  const months: Mutable<Parameters<typeof driftOf>[0][number]>[][] = [];
  for (let at = 1; at <= 12; at += 1) {
    const by = shift(random);
    const bands = Array.from({ length: 10 }, (_, band) => ({
      model: 'm',
      month: addMonths(month('2026-01'), at),
      band,
      customers: 0,
      said: 0,
      spread: 0,
      silent: 0,
    }));
    for (let customer = 0; customer < customers; customer += 1) {
      const score = -3 + 1.5 * bell(random);
      const chance = chanceOf(score, LINE);
      const band = bands[Math.min(9, Math.floor(chance * 10))];
      if (band === undefined) continue;
      band.customers += 1;
      band.said += chance;
      band.spread += chance * (1 - chance);
      band.silent += random() < chanceOf(score + by, LINE) ? 1 : 0;
    }
    months.push(bands);
    if (driftOf(months.slice(-3).flat())?.isStale) return at;
  }
  return Number.POSITIVE_INFINITY;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const seeds = Number(process.argv[2] ?? 300);
const first = Number(process.argv[3] ?? 1);
const only = process.argv[4];
if (only !== 'fit') tryDrift(seeds, first);
if (only !== 'drift') tryFit(seeds, first);
