// npm run bench -- NAME --against REV: the same benchmark of an older build, in turn with today's, in one run.
import { existsSync, mkdirSync, renameSync, rmSync, copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { cacheFolder, ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/progress.mjs';
import { runOrFail, runQuiet } from '../setup/run.mjs';

const ROUNDS = 3;
const BENCHES = join('tests', 'bench');
/** The last line of a benchmark: `commit ratio=1.40 target=1.5`. */
const FIGURE = /^(\S.*?)\b(?:ratio|value)=([\d.]+)/;

/**
 * Each side prepares and builds itself before its first round, which is verified and not counted. REV runs the benchmark
 * as it had it then, so that each side measures itself against its own floor; one that REV lacks is put into its tree.
 * @param {string} name
 * @param {string} revision as git names it
 * @param {readonly string[]} args of the benchmark
 * @returns {Promise<number>} the exit code
 */
export async function runAgainst(name, revision, args) {
  const commit = await commitOf(revision);
  const then = await treeOf(commit);
  lendBenches(then, await namesAt(commit));
  /** @type {readonly { title: string, folder: string, figures: number[] }[]} */
  const sides = [
    { title: revision, folder: then, figures: [] },
    { title: 'today', folder: ROOT, figures: [] },
  ];
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Turn by turn, and not always the same first.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const figure = await figureOf(side, name, args);
      if (round === 0) continue;
      side.figures.push(figure);
      console.log(`round ${round}, ${side.title}: ${figure}`);
    }
  }
  const [before, now] = sides.map(({ figures }) => middle(figures));
  if (before === undefined || now === undefined) throw new Error('no figures');
  console.log(
    `${name} ${revision}=${before} today=${now} ratio=${(now / before).toFixed(2)} (today over ${revision}, medians of ${ROUNDS} rounds in turn)`,
  );
  return 0;
}

/** @param {string} revision */
async function commitOf(revision) {
  const { code, output } = await runQuiet(
    'git',
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    { cwd: ROOT },
  );
  if (code !== 0) {
    throw new SetupError(
      `--against ${revision}: git knows no such commit. Name a commit, a tag or a branch; a shallow clone may lack it (git fetch --unshallow).`,
    );
  }
  return output.trim();
}

/**
 * The sources of that commit in a folder of their own, kept with what was built from them.
 * @param {string} commit
 */
async function treeOf(commit) {
  const folder = join(cacheFolder('builds'), commit.slice(0, 12));
  await withLock(`build-${commit.slice(0, 12)}`, async () => {
    if (existsSync(folder)) return;
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part);
    const archive = `${folder}.tar`;
    await runOrFail('git archive', 'git', ['archive', '--output', archive, commit], { cwd: ROOT });
    await runOrFail('tar', 'tar', ['-xf', archive, '-C', part]);
    rmSync(archive);
    renameSync(part, folder);
  });
  return folder;
}

/** @param {string} commit */
async function namesAt(commit) {
  const args = ['ls-tree', '--name-only', commit, `${BENCHES}/`];
  return new Set((await runOrFail('git ls-tree', 'git', args, { cwd: ROOT })).trim().split('\n'));
}

/**
 * @param {string} folder
 * @param {ReadonlySet<string>} own what the revision has of itself
 */
function lendBenches(folder, own) {
  mkdirSync(join(folder, BENCHES), { recursive: true });
  for (const entry of readdirSync(join(ROOT, BENCHES), { withFileTypes: true })) {
    if (entry.isFile() && !own.has(`${BENCHES}/${entry.name}`)) {
      copyFileSync(join(ROOT, BENCHES, entry.name), join(folder, BENCHES, entry.name));
    }
  }
}

/**
 * @param {{ title: string, folder: string }} side
 * @param {string} name
 * @param {readonly string[]} args
 */
async function figureOf({ title, folder }, name, args) {
  const { code, output } = await runQuiet(
    process.execPath,
    [join(folder, 'tools', 'bench.mjs'), name, ...args],
    { cwd: folder },
  );
  const figure = output
    .trimEnd()
    .split('\n')
    .map((line) => FIGURE.exec(line)?.[2])
    .findLast(Boolean);
  if (figure === undefined) {
    throw new SetupError(
      `${name} of ${title} gave no figure (exit code ${code}):\n${output.slice(-2_000)}`,
    );
  }
  return Number(figure);
}

/** @param {readonly number[]} figures an odd count */
const middle = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
