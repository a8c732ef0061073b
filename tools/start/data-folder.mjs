// The folder that holds the app's and the demo hub's data: where it is, whose it is, and how it is emptied.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandAs, giveFolder } from '../setup/account.mjs';
import { SetupError } from '../setup/progress.mjs';
import { runQuiet } from '../setup/run.mjs';

const MARK = '.counter-assist';
/** A folder with one of these is ours, even when the app made it without us. */
const OWN_FILES = /^(?:\.counter-assist|profile|device\.key|ledger-.+\.db|hub)$/;

/**
 * The app's own default, but in the account's home.
 * @param {string | undefined} named the --data option
 * @param {import('../setup/account.mjs').RunAs | null} runAs
 */
export function dataFolderPath(named, runAs) {
  if (named) return resolve(named);
  if (runAs) return join(runAs.home, '.local', 'share', 'counter-assist');
  const product = 'Counter Assist';
  if (process.platform === 'win32') {
    const local = process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
    return join(local, product, 'Data');
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', product);
  }
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'counter-assist');
}

/**
 * Makes the folder ready for the account. A folder with somebody's other files in it is refused.
 * @param {string} folder
 * @param {import('../setup/account.mjs').RunAs | null} runAs
 * @param {boolean} reset throw the demo's data away first; refused where an enrolled computer's entries are in it
 */
export async function prepareDataFolder(folder, runAs, reset) {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.length > 0 && !names.some((name) => OWN_FILES.test(name))) {
    throw new SetupError(
      `${folder} holds other files. Name an empty folder, or one that Counter Assist made, with --data.`,
    );
  }
  if (reset) mustBeSent(folder, names);
  if (reset) for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, MARK),
    'Data of Counter Assist. Removing this folder removes the demo and unsent work.\n',
  );
  giveFolder(runAs, folder);
  const probe = commandAs(runAs, 'test', ['-w', folder]);
  if (process.platform === 'linux' && (await runQuiet(probe.program, probe.args)).code !== 0) {
    throw new SetupError(
      `The account ${runAs?.user ?? 'that runs this'} cannot write to ${folder}: a folder above it is closed. Name another one with --data.`,
    );
  }
}

/**
 * The demo's hub goes with the demo: nobody waits for what was not sent to it. Any other hub does.
 * @param {string} folder
 * @param {readonly string[]} names
 */
function mustBeSent(folder, names) {
  const hasOwnHub = names.includes('hub');
  if (hasOwnHub || !names.some((name) => /^ledger-.+\.unsent$/.test(name))) return;
  throw new SetupError(
    `${folder} holds entries that neither HQ has nor a stick was given: nothing was removed. ` +
      'Start without --reset-demo and wait until all is sent, or write them to a stick (F3, then U).',
  );
}
