// npm run trial -- tables [SEEDS] [FIRST] [ROWS] [NAME]: how near both kinds of model come to the best that can be
// done, on tables whose truth is known; `npm run trial -- tables write FILE ROWS NAME [SEED]` writes such a table.
import { peakMemory } from '#tests/fixtures/peak_memory.ts';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTrainThreads } from '#hub/train/additive_bag.ts';
import { evaluateChurn } from '#hub/train/churn_evaluate.ts';
import { readChurnFile } from '#hub/train/churn_file.ts';
import { fileProblemText } from '#hub/train/churn_file_problem.ts';
import { aucOf } from '#hub/train/evaluate_auc.ts';
import { WIDE_WORLDS } from '#tests/fixtures/churn_worlds_wide.ts';
import { csvLine, rowsOfWorld, type World, WORLDS } from '#tests/fixtures/churn_worlds.ts';

const LINES_AT_ONCE = 2_000;
const ALL = [...WORLDS, ...WIDE_WORLDS];

/** @returns true log-odds of each row and whether it left */
async function writeWorld(world: World, path: string, rows: number, seed: number) {
  const scores = new Float64Array(rows);
  const target = new Float64Array(rows);
  function* lines(): Generator<string> {
    let text = csvLine(world.headers);
    let row = 0;
    for (const drawn of rowsOfWorld(world, seed)) {
      scores[row] = drawn.score;
      target[row] = drawn.left ? 1 : 0;
      text += csvLine(drawn.cells);
      row += 1;
      if (row % LINES_AT_ONCE === 0 || row === rows) {
        yield text;
        text = '';
      }
      if (row === rows) return;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return { scores, target };
}

async function tryWorld(world: World, rows: number, seed: number, folder: string): Promise<void> {
  const path = join(folder, 'table.csv');
  const { scores, target } = await writeWorld(world, path, rows, seed);
  const start = performance.now();
  const read = await readChurnFile(path, world.asked);
  if (!read.ok) throw new Error(fileProblemText(read.error, world.name));
  const threads = createTrainThreads(availableParallelism());
  const contest = await evaluateChurn(read.value.table, { seed, threads }).finally(() =>
    threads.close(),
  );
  const { logistic, additive, better } = contest;
  const [low, high] = additive.metrics.rival?.range ?? [0, 0];
  const figures = [aucOf(scores, target), logistic.metrics.auc, additive.metrics.auc].map((auc) =>
    auc.toFixed(4),
  );
  const share = target.reduce((sum, left) => sum + left, 0) / rows;
  console.log(
    [
      world.name,
      rows,
      seed,
      `${(100 * share).toFixed(1)}%`,
      ...figures,
      `${low.toFixed(4)} to ${high.toFixed(4)}`,
      high < 0 ? 'LOST' : better,
      contest[better].metrics.proof?.word,
      contest[better].metrics.proof?.fit.p.toPrecision(2),
      `${((performance.now() - start) / 1_000).toFixed(0)} s`,
      `${Math.round(peakMemory())} MB`,
    ].join(' | '),
  );
}

const worldNamed = (name: string): World => {
  const found = ALL.find((world) => world.name.startsWith(name));
  if (found === undefined)
    throw new Error(`no table ${name}; there are: ${ALL.map((each) => each.name).join('; ')}`);
  return found;
};

const [first = '3', ...others] = process.argv.slice(2);
if (first === 'write') {
  const [path = 'table.csv', rows = '2000000', name = 'mostly blank', seed = '1'] = others;
  const { scores, target } = await writeWorld(worldNamed(name), path, Number(rows), Number(seed));
  console.log(`${path}: ${rows} rows, best AUC ${aucOf(scores, target).toFixed(4)}`);
} else {
  const [from = '1', rows = '20000', name] = others;
  const folder = await mkdtemp(join(tmpdir(), 'tables-'));
  console.log(
    'table | rows | seed | left | best AUC | logistic | additive | difference | in force | word | p | time | memory so far',
  );
  try {
    for (const world of name === undefined ? ALL : [worldNamed(name)])
      for (let seed = Number(from); seed < Number(from) + Number(first); seed += 1)
        await tryWorld(world, Number(rows), seed, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
