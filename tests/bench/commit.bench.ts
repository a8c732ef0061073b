// How long the data process takes to record an answer on disk, over one fdatasync of as many bytes on that disk.
import { createLine } from '#electron/line/line.ts';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Context } from '#electron/data/commands/context.ts';
import { createVisitHandlers } from '#electron/data/commands/visit_commands.ts';
import { createSessions } from '#electron/data/sessions.ts';
import { createLedger } from '#electron/data/db/open_ledger.ts';
import { type Device, ledgerPath, openDevice } from '#electron/data/device.ts';
import { keepGiftShare } from '#electron/data/store/gift_share.ts';
import { sequenceFloor } from '#electron/data/store/put_back.ts';
import { followEvents, visitsOfDay } from '#electron/data/store/visit_rows.ts';
import type { Caller } from '#electron/port/handlers.ts';
import type { Result } from '#shared/base/result.ts';
import { type CommandInput, type CommandParsed, commands } from '#shared/contract/commands.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { answerInput } from '#tests/fixtures/branch_at_work.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { value } from '#tests/fixtures/data_process.ts';
import { LEDGER_KEY, TOKEN } from '#tests/fixtures/fake_hub.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { buildPack, createHubKeys, publishedBranch } from '#tests/fixtures/published.ts';
import { ROOT } from '#tools/setup/paths.mjs';
import { median } from './median.ts';
import { tellFigure } from './tell_figure.ts';

const ANSWERS = 300;
/** Long enough for the log to have gone round once: from then on its pages are written in place. */
const WARM_UP = 120;
const CLERK: Caller = { port: 1, session: { staff: 'c1', name: '李梅', role: 'clerk' } };

// On the disk of the project: the system's temporary folder may be memory.
const parent = join(ROOT, 'dist', 'bench');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'commit-'));
const customers = Array.from({ length: ANSWERS + WARM_UP + 1 }, (_, index) => customer(index + 1));
const device = enrolledDevice();
const handlers = createVisitHandlers(contextOf(device));

const commitBytes = await bytesOfOneCommit();
const scratch = openScratch();
const ours: number[] = [];
const theirs: number[] = [];
for (let index = 0; index < ANSWERS + WARM_UP; index += 1) {
  const input = parsed(answerInput(await startVisit(index + 1), 'accepted'));
  const bare = timeFdatasync(index);
  const start = performance.now();
  const result = handlers['visit.answer'](input, CLERK);
  const ms = performance.now() - start;
  if (value(await result).proposals[0]?.answered?.answer !== 'accepted') {
    throw new Error('not recorded');
  }
  // As the data process does between two requests.
  await new Promise((resolve) => setImmediate(resolve));
  if (index < WARM_UP) continue;
  ours.push(ms);
  theirs.push(bare);
}
verify();
closeSync(scratch);
await device.close();
rmSync(folder, { recursive: true, force: true });

console.log(`one answer is ${commitBytes} bytes of log`);
console.log(
  `answer p50=${median(ours).toFixed(3)} ms, fdatasync p50=${median(theirs).toFixed(3)} ms`,
);
tellFigure({ name: 'commit', figure: median(ours) / median(theirs), target: 1.25 });
process.exit();

function parsed(input: CommandInput<'visit.answer'>): CommandParsed<'visit.answer'> {
  return commands['visit.answer'].input.parse(input);
}

async function startVisit(id: number): Promise<VisitView> {
  const started: Result<VisitView, { readonly type: string }> = await handlers['visit.start'](
    { customer: id, purpose: 'top-up', intended: null, isConfirmed: false },
    CLERK,
  );
  return value(started);
}

/** With its pack installed; no hub, so that it is alone with the disk. */
function enrolledDevice(): Device {
  const keys = createHubKeys();
  const published = publishedBranch({ customers });
  const pack = buildPack({ keys, number: 1, published });
  mkdirSync(join(folder, 'cache'));
  const chunks = pack.manifest.chunks.map((hash) => pack.chunks.get(hash) ?? Buffer.alloc(0));
  writeFileSync(join(folder, 'cache', 'cache-1.db'), Buffer.concat(chunks));
  const file = ledgerPath(folder, 'dev-1');
  createLedger({ file, key: LEDGER_KEY, nativeBinding: nativeBinding() });
  const opened = openDevice({
    secrets: {
      device: 'dev-1',
      branch: 'B001',
      token: TOKEN,
      hubPublicKey: keys.publicKey,
      packKey: keys.packKey,
      ledgerKey: LEDGER_KEY,
      hubUrl: 'http://127.0.0.1',
    },
    line: createLine({ authority: null, proxy: null }),
    dataDir: folder,
    nativeBinding: nativeBinding(),
    hubUrl: null,
    platform: { systemNow: Date.now, randomBytes, random: Math.random },
    log: (level, text) => console.error(`${level} ${text}`),
    onCacheChange: () => undefined,
    onSyncStatus: () => undefined,
    onKeys: () => undefined,
    onTold: () => undefined,
    onLedgerDamage: () => undefined,
  });
  const { ledger } = value(opened);
  // Gifts for all who are served.
  const pieces = published.gifts.map(({ id }) => ({ gift: id, pieces: ANSWERS + WARM_UP + 1 }));
  ledger.transaction(() =>
    keepGiftShare(ledger, { series: sequenceFloor(ledger), edition: 1, pieces }),
  );
  return value(opened);
}

/** Visits ask the context for the device and whom the window found, and tell it of new events. */
function contextOf(opened: Device): Context {
  const sessions = createSessions(
    () => 3_600_000,
    () => undefined,
  );
  if (CLERK.session !== null) sessions.open(CLERK.port, CLERK.session);
  sessions.noteShown(
    CLERK.port,
    customers.map(({ id }) => id),
  );
  return {
    device: () => opened,
    sessions,
    ledgerChanged: () => setImmediate(() => opened.sync.nudge()),
  } as unknown as Context;
}

/** By how much the write-ahead log grows: it is not yet long enough to start again from its beginning. */
async function bytesOfOneCommit(): Promise<number> {
  const input = parsed(answerInput(await startVisit(customers.length), 'declined'));
  const log = readdirSync(folder).find((name) => name.endsWith('-wal'));
  if (log === undefined) throw new Error('the ledger has no log');
  const before = statSync(join(folder, log)).size;
  value(await handlers['visit.answer'](input, CLERK));
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

/** The ledger itself has every answer. */
function verify(): void {
  const today = device.cache.current()?.timeOf(Date.now()).day;
  if (today === undefined) throw new Error('no cache');
  followEvents(device.ledger, { isCare: () => false, asksOf: () => null });
  const answers = visitsOfDay(device.ledger, today)
    .flatMap((visit) => visit.answers)
    .filter(({ answer }) => answer === 'accepted');
  if (answers.length !== ANSWERS + WARM_UP) throw new Error(`${answers.length} answers on record`);
}
