// Chromium refuses its sandbox to root, so root starts the app under an ordinary account, with the full sandbox on.
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findProgram, isRoot, ROOT } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { runOrFail, runQuiet } from './run.mjs';

/**
 * `root` is the project's folder as the account sees it.
 * @typedef {{ user: string, uid: number, gid: number, home: string, runtimeDir: string, root: string }} RunAs
 */

const ACCOUNT = 'counter-assist';
const STATE = '/var/lib/counter-assist';
/** Where the project is bound when folders above it are closed to others. */
const BOUND_ROOT = `${STATE}/project`;

/**
 * Null when we are an ordinary user already (or not on Linux).
 * @returns {Promise<RunAs | null>}
 */
export async function ensureAccount() {
  if (!isRoot || process.platform !== 'linux') return null;
  if (!findProgram('setpriv'))
    throw new SetupError('setpriv was not found. On Debian 12: apt-get install util-linux');
  const user = process.env['COUNTER_ASSIST_USER'] || ACCOUNT;
  if (!findUser(user)) {
    await runOrFail(`Creating the account ${user}`, 'useradd', [
      '--system',
      '--user-group',
      '--home-dir',
      join(STATE, 'home'),
      '--shell',
      '/usr/sbin/nologin',
      user,
    ]);
  }
  const found = findUser(user);
  if (!found || found.uid === 0)
    throw new SetupError(`The account ${user} cannot be used: it is missing, or it is root.`);
  mkdirSync(STATE, { recursive: true, mode: 0o755 });
  const home = join(STATE, user === ACCOUNT ? 'home' : `home-${user}`);
  const runtimeDir = join(home, 'run');
  for (const folder of [home, runtimeDir]) {
    mkdirSync(folder, { recursive: true });
    chownSync(folder, found.uid, found.gid);
    chmodSync(folder, 0o700);
  }
  /** @type {RunAs} */
  const runAs = { user, uid: found.uid, gid: found.gid, home, runtimeDir, root: ROOT };
  const probe = commandAs(runAs, 'test', ['-r', join(ROOT, 'package.json')]);
  if ((await runQuiet(probe.program, probe.args)).code !== 0) {
    mkdirSync(BOUND_ROOT, { recursive: true });
    runAs.root = BOUND_ROOT;
    const bound = commandAs(runAs, 'test', ['-r', join(BOUND_ROOT, 'package.json')]);
    const result = await runQuiet(bound.program, bound.args);
    if (result.code !== 0) {
      throw new SetupError(
        `The account ${user} cannot read ${ROOT}: a folder above it is closed to others. Put the project in another place, or open the folder (chmod o+x).\n${result.output}`,
      );
    }
  }
  return runAs;
}

/**
 * The command line that runs `program` under the account (or as it stands when runAs is null).
 * The process that results has the same process id: a signal to it reaches the program itself.
 * @param {RunAs | null} runAs
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {{ program: string, args: string[] }}
 */
export function commandAs(runAs, program, args) {
  if (!runAs) return { program, args: [...args] };
  const own = ['setpriv', ...privilegeArgs(runAs), program, ...args];
  if (runAs.root === ROOT) return { program: own[0] ?? '', args: own.slice(1) };
  const script = 'mount --bind "$1" "$2" && shift 2 && exec "$@"';
  return {
    program: 'unshare',
    args: [
      '--mount',
      '--propagation',
      'private',
      'sh',
      '-c',
      script,
      'sh',
      ROOT,
      runAs.root,
      ...own,
    ],
  };
}

/** @param {RunAs} runAs */
function privilegeArgs(runAs) {
  const identity = [
    '--reuid',
    String(runAs.uid),
    '--regid',
    String(runAs.gid),
    '--init-groups',
    '--no-new-privs',
    '--inh-caps=-all',
  ];
  const foreign = [
    'XDG_CONFIG_HOME',
    'XDG_CACHE_HOME',
    'XDG_DATA_HOME',
    'XDG_STATE_HOME',
    'DBUS_SESSION_BUS_ADDRESS',
    'XAUTHORITY',
  ].flatMap((name) => ['-u', name]);
  return [
    ...identity,
    'env',
    ...foreign,
    `HOME=${runAs.home}`,
    `USER=${runAs.user}`,
    `LOGNAME=${runAs.user}`,
    `XDG_RUNTIME_DIR=${runAs.runtimeDir}`,
  ];
}

/**
 * Writes a two-line executable that starts `program` under the account: Playwright's `executablePath`.
 * @param {RunAs | null} runAs
 * @param {string} program
 * @param {string} file
 */
export function writeLauncher(runAs, program, file) {
  const command = commandAs(runAs, program, []);
  const quoted = [command.program, ...command.args]
    .map((part) => `'${part.replaceAll("'", `'\\''`)}'`)
    .join(' ');
  writeFileSync(file, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/**
 * Makes `folder` (created when missing) and all in it the account's own. Refuses a folder with another owner's files.
 * @param {RunAs | null} runAs
 * @param {string} folder
 */
export function giveFolder(runAs, folder) {
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  if (!runAs) return;
  const owner = lstatSync(folder).uid;
  const isEmpty = isNew || readdirSync(folder).length === 0;
  if (!isEmpty && owner !== 0 && owner !== runAs.uid) {
    throw new SetupError(
      `${folder} belongs to another user (${owner}). Name a folder of your own with --data.`,
    );
  }
  if (['/', '/root', '/home', '/etc', '/usr', '/var', '/tmp'].includes(realpathSync(folder))) {
    throw new SetupError(
      `${folder} is no place for the app's data. Name a folder of its own with --data.`,
    );
  }
  chownTree(folder, runAs.uid, runAs.gid);
}

/**
 * @param {string} path
 * @param {number} uid
 * @param {number} gid
 */
function chownTree(path, uid, gid) {
  const facts = lstatSync(path);
  if (facts.isSymbolicLink()) return;
  if (facts.uid !== uid) chownSync(path, uid, gid);
  if (facts.isDirectory())
    for (const name of readdirSync(path)) chownTree(join(path, name), uid, gid);
}

/**
 * @param {string} user
 * @returns {{ uid: number, gid: number } | null}
 */
function findUser(user) {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === user) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
