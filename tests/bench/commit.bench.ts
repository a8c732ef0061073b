// How long an answer takes from the window's request until its reply, on disk, over one fdatasync of as many bytes.
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Client } from '#electron/port/client.ts';
import {
  answerInput,
  clerkAt,
  hubWithPack,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { startDataProcess, value } from '#tests/fixtures/data_process.ts';
import { ROOT } from '#tools/setup/paths.mjs';
import { median } from './median.ts';

const ANSWERS = 300;
/** Long enough for the log to have gone round once: from then on its pages are written in place. */
const WARM_UP = 120;

// On the disk of the project: the system's temporary folder may be memory.
const parent = join(ROOT, 'dist', 'bench');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'commit-'));
const customers = Array.from({ length: ANSWERS + WARM_UP + 1 }, (_, index) => customer(index + 1));
const hub = await hubWithPack({ customers });
const dataProcess = startDataProcess({ dataDir: folder });
const clerk = await enrolledClerk();
// Alone with the disk: events wait.
await hub.close();

const commitBytes = await bytesOfOneCommit(clerk);
const scratch = openScratch();
const ours: number[] = [];
const theirs: number[] = [];
for (let index = 0; index < ANSWERS + WARM_UP; index += 1) {
  const visit = await startVisit(clerk, index + 1);
  const input = answerInput(visit, 'accepted');
  const bare = timeFdatasync(index);
  const start = performance.now();
  const result = await clerk.send('visit.answer', input);
  const ms = performance.now() - start;
  if (value(result).proposals[0]?.answered?.answer !== 'accepted') throw new Error('not recorded');
  if (index < WARM_UP) continue;
  ours.push(ms);
  theirs.push(bare);
}
await verify();
closeSync(scratch);
await dataProcess.stop();
rmSync(folder, { recursive: true, force: true });

console.log(`one answer is ${commitBytes} bytes of log`);
console.log(
  `answer p50=${median(ours).toFixed(3)} ms, fdatasync p50=${median(theirs).toFixed(3)} ms`,
);
console.log(`commit ratio=${(median(ours) / median(theirs)).toFixed(2)} target=1.5`);
process.exit(0);

async function enrolledClerk(): Promise<Client> {
  const client = dataProcess.connect();
  value(await client.send('enrol.start', { hubUrl: hub.url, branch: 'B001', code: 'ABCDEFGH' }));
  return clerkAt(dataProcess);
}

/** By how much the write-ahead log grows: it is not yet long enough to start again from its beginning. */
async function bytesOfOneCommit(client: Client): Promise<number> {
  const visit = await startVisit(client, customers.length);
  const log = readdirSync(folder).find((name) => name.endsWith('-wal'));
  if (log === undefined) throw new Error('the ledger has no log');
  const before = statSync(join(folder, log)).size;
  value(await client.send('visit.answer', answerInput(visit, 'declined')));
  const bytes = statSync(join(folder, log)).size - before;
  if (bytes <= 0) throw new Error('the log did not grow');
  return bytes;
}

/** As long as a log in use, so that writing into it changes no length. */
function openScratch(): number {
  const file = openSync(join(folder, 'scratch'), 'w');
  writeSync(file, Buffer.alloc(commitBytes * 200, 1));
  fdatasyncSync(file);
  return file;
}

function timeFdatasync(index: number): number {
  const bytes = Buffer.alloc(commitBytes, index % 256);
  const start = performance.now();
  writeSync(scratch, bytes, 0, bytes.length, (index % 200) * commitBytes);
  fdatasyncSync(scratch);
  return performance.now() - start;
}

async function verify(): Promise<void> {
  const report = value(await (await managerAt(dataProcess)).send('report.day', { day: null }));
  const accepted = report.total.accepted;
  if (accepted !== ANSWERS + WARM_UP) throw new Error(`${accepted} answers on record`);
}
