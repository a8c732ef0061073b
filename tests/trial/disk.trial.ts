// npm run trial -- disk: a counter on a disk that is full or may not be written, at its first start, at enrolment, at work
// and at a later start. Needs the right to mount.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from '#hub/db/test_cluster.ts';
import { createEnrolCode } from '#hub/serve/enrol.ts';
import { type Ended, runUntil } from '#tests/fixtures/kill_at.ts';
import { realBranch } from '#tests/fixtures/real_branch.ts';
import { buildScript } from '#tools/build/script.mjs';

const BRANCH = 'CD01';
const PLENTY = 256 * 1024 * 1024;
const KIB = 1024;
/** What the window has words for. */
const SAID = /failed: \{"type":"(disk|disk-full|no-key-store)"|CannotOpen: SQLITE_/;

const program = await buildScript('tests/fixtures/counter_program.ts', 'dist/trial/counter');
const remove = await setup();
const branch = await realBranch({ customers: 150, seed: 1 });
const folder = mkdtempSync(join(tmpdir(), 'trial-disk-'));
const mount = (options: string): void =>
  void execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'trial', folder]);
const remount = (options: string): void =>
  void execFileSync('mount', ['-o', `remount,${options}`, folder]);
const unmount = (): void => void execFileSync('umount', [folder]);
const used = (): number => {
  const { blocks, bfree, bsize } = statfsSync(folder);
  return (blocks - bfree) * bsize;
};
const run = (task: string, argument: string, ms: number): Promise<Ended> =>
  runUntil([program, folder, branch.hubUrl, BRANCH, task, argument], { ms });
const newCode = async (): Promise<string> => {
  const made = await createEnrolCode(branch.db, branch.secret, { branch: BRANCH, now: Date.now() });
  if (!made.ok) throw new Error(made.error.type);
  return made.value.code;
};

let failed = 0;
const note = (what: string, ended: Ended, holds: boolean): void => {
  if (!holds) failed += 1;
  const said = ended.lines.at(-1) ?? '';
  const problem =
    /(failed: \{[^}]*\}|CannotOpen: [^\n]*|Error: [^\n]*)/.exec(ended.errors)?.[1] ?? '';
  const end = ended.wasKilled ? 'still running' : 'ended';
  console.log(`${holds ? 'holds ' : 'FAILS '} ${what}: ${said} ${problem} (${end})`.slice(0, 300));
};

for (const room of [0, 64, 512, 1_024, 1_088, 1_152, 1_280, 2_048, 32_768]) {
  mount(`size=${PLENTY}`);
  remount(`size=${Math.max(used() + room * KIB, 4 * KIB)}`);
  const code = await newCode();
  const full = await run('enrol', code, 8_000);
  note(
    `enrol with ${room} KiB`,
    full,
    full.wasKilled || SAID.test(full.errors) || full.lines.includes('enrolled'),
  );
  remount(`size=${PLENTY}`);
  const after = await run('enrol', code, 30_000);
  note('  and again with room, the same code', after, after.lines.includes('enrolled'));
  unmount();
}

mount(`size=${PLENTY}`);
await run('enrol', await newCode(), 30_000);
for (const room of [0, 8, 32, 128, 512]) {
  remount(`size=${used() + room * KIB}`);
  const open = await run('open', '', 8_000);
  note(`start with ${room} KiB`, open, open.lines.includes('opened') || SAID.test(open.errors));
  const work = await run('work', '1', 20_000);
  note(`work with ${room} KiB, ${work.lines.length} entries`, work, SAID.test(work.errors));
  remount(`size=${PLENTY}`);
  const after = await run('work', '1', 5_000);
  note('  and with room', after, after.lines.length > 0 && after.wasKilled);
}
remount('ro');
const readOnly = await run('open', '', 8_000);
note(
  'start on a read-only disk',
  readOnly,
  readOnly.lines.includes('opened') || SAID.test(readOnly.errors),
);
const atWork = await run('work', '1', 10_000);
note('work on a read-only disk', atWork, SAID.test(atWork.errors));
remount('rw');
const again = await run('work', '1', 5_000);
note('  and when it may be written', again, again.lines.length > 0 && again.wasKilled);
unmount();
rmSync(folder, { recursive: true });
await branch.stop();
await remove();
console.log(failed === 0 ? 'all hold' : `${failed} do not hold`);
process.exit(failed === 0 ? 0 : 1);
