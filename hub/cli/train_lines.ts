// What `hub train churn` prints: plain words and figures.
import {
  calledOf,
  type ChurnMetrics,
  type ModelColumn,
  type Proof,
} from '#shared/model/churn_model.ts';
import type { Leaver } from '#shared/model/customer.ts';
import { powerOfFit } from '#hub/train/evaluate_power.ts';
import { curveLines } from '#hub/train/curve_lines.ts';
import type { GivingAway, ofTheSameMonth } from '#hub/train/giving_away.ts';
import type { ChurnSource, ChurnTraining, TrainRefusal } from '#hub/train/train_churn.ts';
import { formatCount } from './format.ts';

export function churnLines({ model, source }: ChurnTraining): readonly string[] {
  return [
    sourceLine(source),
    contestLine('terms' in model ? 'additive' : 'logistic', model.metrics),
    ...metricsLines(model.metrics),
    `  what speaks for ${WORDS_OF_LEAVER[source.leaver].going}, strongest first:`,
    ...('terms' in model ? curveLines(model) : strongest(model.columns)).map(
      (line) => `    ${line}`,
    ),
  ];
}

/** Lines for standard output, then the one that says why for standard error. */
export function churnRefusal(refusal: TrainRefusal): {
  readonly lines: readonly string[];
  readonly why: string;
} {
  const source = sourceLine(refusal.source);
  switch (refusal.type) {
    case 'too-few':
      return {
        lines: [source],
        why: `no churn model: ${formatCount(refusal.positives)} of ${formatCount(refusal.rows)} customers' months ${WORDS_OF_LEAVER[refusal.source.leaver].were}; at least ${refusal.needed} are needed, and as many of the others. ${WORDS_OF_LEAVER[refusal.source.leaver].hint}Nothing was saved`,
      };
    case 'not-better':
      return {
        lines: [source, ...metricsLines(refusal.metrics)],
        why: `no churn model: on customers that it has not seen it is not better than ${refusal.metrics.bestColumn.name} alone. Nothing was saved`,
      };
    case 'not-calibrated':
      return {
        lines: [source, ...metricsLines(refusal.metrics)],
        why: 'no churn model: the chances that it says are too far from what happened. Nothing was saved',
      };
  }
}

export function metricsLines(metrics: ChurnMetrics): readonly string[] {
  const { rows, positives, auc, bestColumn, brier, proof } = metrics;
  const better = auc > bestColumn.auc ? 'better' : 'not better';
  return [
    `  ${formatCount(rows)} rows, ${formatCount(positives)} left (${percent(positives / rows)}); all figures on customers that the model had not seen, in brackets where they lie nineteen times in twenty`,
    `  ROC AUC ${auc.toFixed(3)}${proof ? range(proof.auc, (value) => value.toFixed(3)) : ''}, best single column ${bestColumn.name} ${bestColumn.auc.toFixed(3)}: ${better}`,
    `  Brier score ${brier.toFixed(4)}${proof ? range(proof.brier, (value) => value.toFixed(4)) : ''}`,
    ...calibrationLines(metrics),
    '  tenth  customers     said    found    lift',
    ...metrics.deciles.map(({ customers, said, found, lift }, at) =>
      [
        `  ${String(at + 1).padStart(5)}`,
        formatCount(customers).padStart(10),
        percent(said).padStart(8),
        percent(found).padStart(8),
        lift.toFixed(2).padStart(7),
      ].join(' '),
    ),
  ];
}

/** All of them at once: who has to leave out several learns it in one run. */
export function givingAwayLines(found: readonly GivingAway[]): readonly string[] {
  if (found.length === 0) return [];
  const whats = found.map(({ what, by }) =>
    'auc' in by
      ? `${what} (ROC AUC ${by.auc.toFixed(3)})`
      : `${what} (all of these ${formatCount(by.allOf)} left)`,
  );
  const more = whats.length > MOST_WHATS ? ` and ${whats.length - MOST_WHATS} more` : '';
  const one = found.length === 1;
  return [
    `  warning: ${one ? 'a column gives' : `${found.length} columns give`} the answer away: ${whats.slice(0, MOST_WHATS).join(', ')}${more}. ${one ? 'Was it' : 'Were they'} known before they left? If not: --leave-out '${found.map(({ column }) => column).join(',')}'`,
  ];
}

/** Nobody should go by a column that was written afterwards. */
export function notBetterText(
  { auc, bestColumn }: Pick<ChurnMetrics, 'auc' | 'bestColumn'>,
  given: readonly GivingAway[],
): string {
  const text = `the model (ROC AUC ${auc.toFixed(3)}) is not better than its column ${bestColumn.name} alone (${bestColumn.auc.toFixed(3)})`;
  return given.some(({ what }) => what === bestColumn.name)
    ? `${text}, which gives the answer away: weigh the table without such columns, see the warning above`
    : `${text}: go by that column, or give it others to learn from`;
}

/** @param given those that were warned of for what they tell */
export function namedLines(
  named: readonly string[],
  given: readonly GivingAway[],
): readonly string[] {
  const others = named.filter((name) => given.every(({ column }) => column !== name));
  if (others.length === 0) return [];
  return [
    `  by ${others.length === 1 ? 'its name' : 'their names'} ${others.join(', ')} may have been written when they left. If so: --leave-out '${others.join(',')}'`,
  ];
}

export const sameMonthLines = (found: ReturnType<typeof ofTheSameMonth>): readonly string[] =>
  found.map(
    ({ pattern, columns }) =>
      `  warning: ${columns === 1 ? '1 column is' : `${columns} columns are`} of the month that says who left (${pattern}), which nobody knows beforehand: --leave-out '${pattern}'`,
  );

const MOST_WHATS = 10;

function calibrationLines(metrics: ChurnMetrics): readonly string[] {
  const { calibrationError, calibrationLimit, deciles, proof } = metrics;
  if (proof === undefined) {
    const word = calibrationError <= calibrationLimit ? 'calibrated' : 'not calibrated';
    return [
      `  calibration error ${percent(calibrationError)}, at most ${percent(calibrationLimit)}: ${word}`,
    ];
  }
  const { tenth, range: ofGap } = proof.largestGap;
  const { said = 0, found = 0 } = deciles[tenth - 1] ?? {};
  return [
    `  calibration error ${percent(calibrationError)}${range(proof.calibrationError, percent)}, at most ${percent(calibrationLimit)}; test of fit p ${proof.fit.p.toPrecision(2)}, where it would see a misfit of ${percent(calibrationLimit)} ${timesOf(powerOfFit(deciles, calibrationLimit))}: ${WORDS_OF_PROOF[calledOf(proof)]}`,
    `  largest gap: tenth ${tenth} said ${percent(said)}, found ${percent(found)}, apart by${range(ofGap, percent)}; of such customers ${bandOfTenth(metrics, proof, tenth)} left, nine times in ten`,
  ];
}

const timesOf = (power: number): string =>
  power > 0.995 ? 'always' : `${Math.round(100 * power)} times in 100`;

/** A tenth without customers has no band. */
function bandOfTenth({ deciles }: ChurnMetrics, { bands }: Proof, tenth: number): string {
  const at = deciles.slice(0, tenth - 1).filter(({ customers }) => customers > 0).length;
  const { low = 0, high = 1 } = bands[at] ?? {};
  return `${percent(low)} to ${percent(high)}`;
}

const WORDS_OF_PROOF: Readonly<Record<ReturnType<typeof calledOf>, string>> = {
  calibrated: 'calibrated',
  near: 'near, not calibrated: a misfit is seen, but in no tenth above one in a hundred, so the counter hears percents',
  misfit:
    'not calibrated: a misfit is seen, though in no tenth surely above one in a hundred; the counter hears how many of ten',
  rough: 'not sure enough to be called calibrated: the counter hears how many of ten',
  off: 'not calibrated',
};

/** Which kind of model is the better one, and by how much. */
export function contestLine(
  kind: 'logistic' | 'additive',
  { auc, rival }: Pick<ChurnMetrics, 'auc' | 'rival'>,
): string {
  if (rival === undefined) return `  ${kind} model`;
  const { difference } = rival;
  const by = `${difference >= 0 ? '+' : ''}${difference.toFixed(4)}${range(rival.range, (value) => value.toFixed(4))}`;
  const isBeyondLuck = kind === 'additive' ? rival.range[0] > 0 : rival.range[1] < 0;
  const why = WHY[kind][isBeyondLuck ? 'beyondLuck' : 'luck'];
  return `  ${kind} model: ROC AUC ${auc.toFixed(4)}, ${rival.kind} ${rival.auc.toFixed(4)}, difference ${by}: ${why}`;
}

/** By whether the additive model is better by more than luck: one that is not calibrated gives way to the other all the same. */
const WHY = {
  additive: {
    beyondLuck: 'better by more than luck',
    luck: 'not better by more than luck, but the logistic model is not calibrated',
  },
  logistic: {
    beyondLuck: 'the additive model is better by more than luck, but not calibrated',
    luck: 'the additive model is not better by more than luck, so the simpler one stays',
  },
} as const;

const range = ([low, high]: readonly [number, number], of: (value: number) => string): string =>
  ` (${of(low)} to ${of(high)})`;

/** `hint`: what a hub that has too few is likely to lack. */
const WORDS_OF_LEAVER: Readonly<
  Record<Leaver, { readonly going: string; readonly were: string; readonly hint: string }>
> = {
  silence: { going: 'going silent', were: 'were the first silent one', hint: '' },
  flag: {
    going: 'leaving',
    were: 'were those in which they left',
    hint: 'A map says who has left by its field `has_left`, a whole file by `--complete`. ',
  },
  'contract-end': {
    going: 'letting the contract end',
    were: 'ended a contract without a new one',
    hint: 'Who renews is seen when one import after another brings the end of the contract. ',
  },
  'port-out': {
    going: 'taking the number elsewhere',
    were: 'were those in which they took the number elsewhere',
    hint: 'A map says so by its field `ported_out`. ',
  },
};

const sourceLine = ({ leaver, customers, branches, targets }: ChurnSource): string =>
  `churn (${WORDS_OF_LEAVER[leaver].going}): ${formatCount(customers)} customers of ${branches} ${branches === 1 ? 'branch' : 'branches'}, ${
    targets === null
      ? 'no month to learn from'
      : `seen to stay or not in ${targets.first} to ${targets.last}`
  }`;

const TOP_COLUMNS = 6;

/** The weight of a column is what one standard deviation more does to the log-odds. */
function strongest(columns: readonly ModelColumn[]): readonly string[] {
  return columns
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, TOP_COLUMNS)
    .map(({ code, weight }) => {
      const [more, less] = WORDS[code] ?? [`more ${code}`, `less ${code}`];
      const odds = Math.exp(Math.abs(weight));
      return `${weight > 0 ? more : less}: odds x ${odds.toFixed(2)} for a usual step`;
    });
}

const WORDS: Readonly<Record<string, readonly [more: string, less: string]>> = {
  'voice-fall': ['calls rise', 'calls fall'],
  'data-fall': ['data use rises', 'data use falls'],
  'spend-fall': ['spending rises', 'spending falls'],
  'top-up-fall': ['top-ups rise', 'top-ups fall'],
  'voice-low': ['many minutes in the latest month', 'few minutes in the latest month'],
  'data-low': ['much data in the latest month', 'little data in the latest month'],
  'top-up-low': ['topped up much in the latest month', 'topped up little in the latest month'],
  'voice-trend': ['calls rise over half a year', 'calls fall over half a year'],
  'data-trend': ['data use rises over half a year', 'data use falls over half a year'],
  'top-up-gap': ['long since the last top-up', 'topped up lately'],
  'top-up-count': ['many top-ups', 'few top-ups'],
  shortfall: ['topped up less than spent', 'topped up more than spent'],
  'silent-months': ['silent months before', 'no silent months before'],
  tenure: ['long on the network', 'short on the network'],
  'contract-left': ['much of the contract left', 'the contract ends'],
  complaint: ['a complaint long ago', 'a complaint lately'],
  services: ['many services', 'few services'],
};

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
