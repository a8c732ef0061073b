// Step 4: the encrypted SQLite module, built here for runtimes below Node-API 10, where its shipped prebuild would crash
// the process, and for every package for Linux, where the prebuild asks for a newer C library than branches have.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { findHeaders } from './headers.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, findProgram, ROOT } from './paths.mjs';
import { SetupError, withTimedBar } from './progress.mjs';
import { runOrFail } from './run.mjs';

const MODULE = join(ROOT, 'node_modules', 'better-sqlite3-multiple-ciphers');
const OLD_C_LIBRARY = join(ROOT, 'tools', 'setup', 'old_c_library.c');
/** Where the app and the tests look when process.versions.napi is below 10, and what a package for Linux holds. */
export const NATIVE_FILE = join(ROOT, 'dist', 'native', 'better_sqlite3.node');
const PREBUILT_FROM_NAPI = 10;
const EXPECTED_SECONDS = 105;
/**
 * SQLite takes fsync unless told that there is fdatasync: each commit then also writes the journal of the file system, for
 * no more than the time of the last change. What is acknowledged is on disk either way.
 */
const C_FLAGS = '-DHAVE_FDATASYNC=1';

/**
 * Whether a runtime with this Node-API version cannot load the shipped prebuild.
 * @param {number} napi
 */
export function needsOwnBuild(napi) {
  return napi < PREBUILT_FROM_NAPI;
}

/**
 * Ensures dist/native/better_sqlite3.node when Electron or the running Node needs it: one build serves both.
 * The build uses Node-API alone, so headers of any Node version will do.
 * @param {number} lowestNapi the lower of the two Node-API versions
 * @param {import('./progress.mjs').StepHandle} handle
 */
export async function ensureNative(lowestNapi, handle) {
  if (!needsOwnBuild(lowestNapi)) {
    handle.note('the package’s own prebuild');
    return;
  }
  const version = JSON.parse(readFileSync(join(MODULE, 'package.json'), 'utf8')).version;
  const cached = join(
    cacheFolder('native', `${version}-${process.platform}-${process.arch}-${recipe()}`),
    'better_sqlite3.node',
  );
  const wasThere = existsSync(cached);
  if (!wasThere) {
    await withLock('native', async () => {
      if (!existsSync(cached)) await withTimedBar(handle, EXPECTED_SECONDS, build(cached));
    });
  }
  if (!existsSync(NATIVE_FILE) || !isSameFile(cached, NATIVE_FILE)) {
    mkdirSync(dirname(NATIVE_FILE), { recursive: true });
    // Rename, so that a running app never sees half a file.
    const partial = `${NATIVE_FILE}.${process.pid}`;
    copyFileSync(cached, partial);
    renameSync(partial, NATIVE_FILE);
  }
  handle.note(wasThere ? `${version}, built earlier` : `${version}, built from source`);
}

/** @param {string} target */
async function build(target) {
  requireCompilers();
  const work = `${target}.${process.pid}.build`;
  try {
    for (const part of ['src', 'deps', 'lib', 'binding.gyp', 'package.json']) {
      cpSync(join(MODULE, part), join(work, part), { recursive: true });
    }
    cpSync(
      join(ROOT, 'node_modules', 'node-addon-api'),
      join(work, 'node_modules', 'node-addon-api'),
      { recursive: true },
    );
    const headers = await findHeaders();
    await runOrFail(
      'Building the database module',
      process.execPath,
      [findNodeGyp(), 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`],
      {
        cwd: work,
        env: {
          ...process.env,
          CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
          ...(process.platform === 'linux' && {
            CFLAGS: C_FLAGS,
            LDFLAGS: await bindToOldLibrary(work),
          }),
          JOBS: '2',
        },
      },
    );
    const built = join(work, 'build', 'Release', 'better_sqlite3.node');
    await checkLoads(built);
    if (process.platform === 'linux' && !readFileSync(built).includes('\0fdatasync\0')) {
      throw new SetupError('The freshly built database module does not ask for fdatasync.');
    }
    renameSync(built, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What else than the module's version decides how a build comes out. */
function recipe() {
  const hash = createHash('sha256').update(readFileSync(OLD_C_LIBRARY)).update(C_FLAGS);
  return hash.digest('hex').slice(0, 8);
}

/**
 * What the linker needs so that the module loads with a C library of 2.28: see old_c_library.c. The C++ library goes in
 * whole, for theirs is older as well.
 * @param {string} work
 */
async function bindToOldLibrary(work) {
  const object = join(work, 'old_c_library.o');
  const options = ['-D_GNU_SOURCE', '-O2', '-fPIC', '-c', OLD_C_LIBRARY, '-o', object];
  await runOrFail('Compiling old_c_library.c', 'gcc', options);
  const source = readFileSync(OLD_C_LIBRARY, 'utf8');
  const names = [...source.matchAll(/^BIND(?:_STAT)?\((\w+)|\b__wrap_([a-z]\w*)\(/gm)].map(
    ([, bound, written]) => bound ?? written,
  );
  return [object, ...names.map((name) => `-Wl,--wrap=${name}`), '-static-libstdc++'].join(' ');
}

/**
 * A module that cannot answer one query must not reach the cache. Runs in a child, for a bad one crashes its process.
 * @param {string} file
 */
async function checkLoads(file) {
  const program = `const Database = require(${JSON.stringify(MODULE)});
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(file)} });
    if (db.prepare('SELECT 41 + 1 AS n').get().n !== 42) process.exit(3);`;
  await runOrFail('The freshly built database module', process.execPath, ['-e', program]);
}

function requireCompilers() {
  if (process.platform !== 'linux') return; // node-gyp tells what is missing there
  const missing = ['make', 'g++', 'python3'].filter((program) => !findProgram(program));
  if (missing.length > 0) {
    throw new SetupError(
      `The database module must be built once, and this machine lacks what that needs.\nOn Debian 12: apt-get install ${missing.join(' ')}`,
    );
  }
}

/** node-gyp comes with npm: with the npm that runs us, the one on the PATH, or a distribution's own package. */
function findNodeGyp() {
  const programs = [process.env['npm_execpath'], findProgram('npm')];
  const places = programs.flatMap((program) =>
    program
      ? [join(dirname(realpathSync(program)), '../node_modules/node-gyp/bin/node-gyp.js')]
      : [],
  );
  places.push('/usr/share/nodejs/node-gyp/bin/node-gyp.js');
  const found = places.find((place) => existsSync(place));
  if (!found)
    throw new SetupError(
      'node-gyp was not found; it comes with npm. Install npm (npm install -g npm) and try again.',
    );
  return found;
}

/**
 * @param {string} left
 * @param {string} right
 */
function isSameFile(left, right) {
  return (
    statSync(left).size === statSync(right).size && readFileSync(left).equals(readFileSync(right))
  );
}
