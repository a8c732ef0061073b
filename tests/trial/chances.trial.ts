// npm run trial -- chances [SEEDS] [FIRST]: how often chances that are true are doubted, and how often false ones are believed.
import { addMonths, month } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { chanceOf } from '#shared/engine/churn/calibration.ts';
import { calledOf, type Proof, UNLIKELY_FIT } from '#shared/model/churn_model.ts';
import { driftOf } from '#hub/score/outcomes.ts';
import { calibrate } from '#hub/train/calibrate.ts';
import { decilesOf } from '#hub/train/evaluate_calibration.ts';
import { foldsOf } from '#hub/train/evaluate_folds.ts';
import { draws } from '#hub/train/evaluate_intervals.ts';
import { drawingOf, proofOf } from '#hub/train/evaluate_proof.ts';
import { OTHER_TESTS } from './fit_tests.ts';

const FOLDS = 5;
const LINE = { slope: 1, intercept: 0 };
const WORDS = ['calibrated', 'near', 'rough', 'off'] as const;

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
  const target = scores.map((score, row) => {
    const chance = chanceOf(truth(score) + (own[row] as number), LINE);
    return random() < chance ? 1 : 0;
  });
  return { scores, target, groups };
}

const bell = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** `others`: those of the other tests of fit that see a misfit. `gap`: how far the chances lie from the true ones, by row in the mean; null where these are not known. */
function proofFor(
  world: World,
  seed: number,
): { readonly proof: Proof; readonly gap: number | null; readonly others: readonly string[] } {
  const { scores, target, groups } = draw(world, seed);
  const folds = foldsOf(target, groups, FOLDS, seed);
  const chances = world.asSaid
    ? scores.map((score) => chanceOf(score, LINE))
    : calibrate(scores, target, folds, FOLDS).chances;
  // Of the figures of a draw the area is not looked at here.
  const drawing = drawingOf({ chances, target, weighted: () => 0.5 });
  const drawn = draws({ target, groups }, seed, drawing);
  const apart = (chance: number, row: number): number =>
    Math.abs(chance - chanceOf(world.truth(scores[row] as number), LINE));
  return {
    proof: proofOf(decilesOf(chances, target), chances, drawn),
    others: Object.entries(OTHER_TESTS).flatMap(([name, p]) =>
      p(chances, target) < UNLIKELY_FIT ? name : [],
    ),
    gap:
      world.rowsOfCustomer === undefined
        ? chances.reduce((sum, chance, row) => sum + apart(chance, row), 0) / chances.length
        : null,
  };
}

function tryFit(seeds: number, first: number): void {
  console.log(
    `\nworld, rows: p below 0.01; ${WORDS.join(', ')} (percent of ${seeds} seeds); how far from the true chances, in the mean and of those called calibrated the furthest; how often other tests of fit would doubt`,
  );
  for (const world of WORLDS) {
    let doubted = 0;
    let gaps = 0;
    let furthest = 0;
    const words = new Map<string, number>();
    const seen = new Map<string, number>();
    for (let seed = first; seed < first + seeds; seed += 1) {
      const { proof, gap, others } = proofFor(world, seed);
      if (proof.fit.p < UNLIKELY_FIT) doubted += 1;
      for (const name of others) seen.set(name, (seen.get(name) ?? 0) + 1);
      const word = calledOf(proof);
      gaps += gap ?? 0;
      if (word === 'calibrated') furthest = Math.max(furthest, gap ?? 0);
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    const share = (count: number): string => ((100 * count) / seeds).toFixed(1);
    const said = WORDS.map((word) => share(words.get(word) ?? 0)).join(', ');
    const apart =
      world.rowsOfCustomer === undefined ? `; ${share(gaps)}, ${(100 * furthest).toFixed(1)}` : '';
    const bySeeing = Object.keys(OTHER_TESTS).map(
      (name) => `${name} ${share(seen.get(name) ?? 0)}`,
    );
    console.log(
      `${world.name}, ${world.rows}: ${share(doubted)}; ${said}${apart}; ${bySeeing.join(', ')}`,
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
tryDrift(seeds, first);
tryFit(seeds, first);
