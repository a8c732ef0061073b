// npm run bench -- train [kinds]: how much longer the additive model takes than the logistic one, on the same five folds
// of 100,000 customers with 40 facts each, and the memory of it; `kinds`: of as many with thousands of words a column.
import { availableParallelism } from 'node:os';
import { createRandom } from '#shared/base/random.ts';
import { createTrainThreads } from '#hub/train/additive_bag.ts';
import { fitAdditive, scoresOfAdditive } from '#hub/train/additive_fit.ts';
import { columnsOfFile } from '#hub/train/churn_file_columns.ts';
import { type ChurnTable, fitChurn, scoresOf } from '#hub/train/churn_fit.ts';
import { aucOf } from '#hub/train/evaluate_auc.ts';
import { foldsOf, rowsOfFold } from '#hub/train/evaluate_folds.ts';
import { rowsOfWorld, WORLDS } from '#tests/fixtures/churn_worlds.ts';
import { peakMemory } from '#tests/fixtures/peak_memory.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = 100_000;
const FACTS = 40;
const FOLDS = 5;
const WORKERS = 2;
const TARGET_RATIO = 6;

const isOfKinds = process.argv[2] === 'kinds';
const table = isOfKinds ? tableOfKinds() : madeUpTable();
const { target, groups } = table;
const folds = foldsOf(target, groups, FOLDS, 1);
const scores = { logistic: new Float64Array(CUSTOMERS), additive: new Float64Array(CUSTOMERS) };
const seconds = { logistic: 0, additive: 0 };
const processor = { logistic: 0, additive: 0 };
const threads = createTrainThreads(WORKERS);
for (let fold = 0; fold < FOLDS; fold += 1) {
  const rows = rowsOfFold(folds, fold, false);
  const unseen = rowsOfFold(folds, fold, true);
  const [start, before] = [performance.now(), usedSeconds()];
  const line = fitChurn(table, rows, fold);
  put(scores.logistic, unseen, scoresOf(line, table, unseen));
  const [middle, between] = [performance.now(), usedSeconds()];
  const fit = await fitAdditive(table, rows, { seed: fold, lambda: line.lambda, threads });
  put(scores.additive, unseen, scoresOfAdditive(fit, table, unseen));
  seconds.logistic += (middle - start) / 1000;
  seconds.additive += (performance.now() - middle) / 1000;
  processor.logistic += between - before;
  processor.additive += usedSeconds() - between;
}
await threads.close();
const memory = peakMemory();
const auc = { logistic: aucOf(scores.logistic, target), additive: aucOf(scores.additive, target) };
// Half of the facts work in curves that no line follows.
if (auc.additive < auc.logistic + (isOfKinds ? 0 : 0.02))
  throw new Error(`no better: ${JSON.stringify(auc)}`);

process.stdout.write(
  `${CUSTOMERS} customers x ${table.columns.length} facts${isOfKinds ? ', some of thousands of words' : ''}, ${FOLDS} folds, ${WORKERS} workers on ${availableParallelism()} cores: logistic ${seconds.logistic.toFixed(1)} s, AUC ${auc.logistic.toFixed(3)}; additive ${seconds.additive.toFixed(1)} s, AUC ${auc.additive.toFixed(3)}; ${Math.round(memory)} MB at most\n`,
);
process.stdout.write(
  `seconds of processor: logistic ${processor.logistic.toFixed(1)}, additive ${processor.additive.toFixed(1)}: ${(processor.additive / processor.logistic).toFixed(1)} times as many, on however many cores\n`,
);
const ratio = seconds.additive / seconds.logistic;
tellFigure({
  name: isOfKinds ? 'train kinds' : 'train',
  figure: ratio,
  digits: 1,
  target: TARGET_RATIO,
});

/** Of all threads, user and system. */
function usedSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function put(all: Float64Array, rows: Uint32Array, values: Float64Array): void {
  for (const [at, row] of rows.entries()) all[row] = values[at] as number;
}

/** Facts with long tails and blanks, some alike; half of them count in curves, and two together. */
function madeUpTable(): ChurnTable {
  const random = createRandom(1);
  const columns = Array.from({ length: FACTS }, (_, at) => ({
    code: `fact-${String(at).padStart(2, '0')}`,
    values: new Float64Array(CUSTOMERS),
  }));
  const target = new Float64Array(CUSTOMERS);
  for (let row = 0; row < CUSTOMERS; row += 1) {
    const habit = random();
    let score = -1.5;
    for (const [at, { values }] of columns.entries()) {
      const figure = 0.3 * habit + 0.7 * random();
      values[row] = random() < 0.03 ? Number.NaN : Math.round(Math.exp(6 * figure));
      score += at % 2 === 0 ? 0.4 * (figure - 0.5) : 0.5 * Math.cos(9 * figure + at);
    }
    target[row] = random() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { columns, target, groups: Float64Array.from(target, (_, row) => row) };
}

/** Read as `hub train churn --file` reads them. */
function tableOfKinds(): ChurnTable {
  const world = WORLDS.find(({ name }) => name === 'thousands of words');
  if (world === undefined) throw new Error('no such table');
  const cells: string[][] = world.headers.map(() => []);
  const target = new Float64Array(CUSTOMERS);
  let row = 0;
  for (const drawn of rowsOfWorld(world, 1)) {
    for (const [at, cell] of drawn.cells.entries()) cells[at]?.push(cell);
    target[row] = drawn.left ? 1 : 0;
    row += 1;
    if (row === CUSTOMERS) break;
  }
  // The last column is the answer.
  const { raw } = columnsOfFile(
    world.headers.slice(0, -1).map((name, at) => ({ name, cells: cells[at] ?? [] })),
  );
  return { columns: raw, target, groups: Float64Array.from(target, (_, place) => place) };
}
