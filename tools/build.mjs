// Builds the app and the hub into dist/. A part whose inputs have not changed is left as it is.
//   node tools/build.mjs [main preload data renderer hub] [--force]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashInputs } from './build/hash.mjs';
import { writeNotices } from './build/notices.mjs';
import { PARTS } from './build/parts.mjs';
import { checkNode, ensureDependencies } from './setup/dependencies.mjs';
import { withLock } from './setup/lock.mjs';
import { ROOT } from './setup/paths.mjs';
import { createProgress, runMain, SetupError } from './setup/progress.mjs';

const STAMPS = join(ROOT, 'dist', 'stamps');
const ALWAYS = ['package-lock.json', 'tools/build', 'tools/build.mjs'];

/**
 * Builds the named parts (all when none is named), one after the other.
 * @param {import('./setup/progress.mjs').Progress} progress
 * @param {{ names?: readonly string[], force?: boolean }} [options]
 */
export async function buildParts(progress, options = {}) {
  const names = options.names ?? [];
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
  if (unknown)
    throw new SetupError(
      `There is no part called ${unknown}. Parts: ${PARTS.map((part) => part.name).join(', ')}`,
    );
  mkdirSync(STAMPS, { recursive: true });
  const lockName = `build-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`;
  await withLock(lockName, async () => {
    for (const part of PARTS) {
      if (names.length > 0 && !names.includes(part.name)) continue;
      await progress.step(part.title, (handle) => buildPart(part, options.force ?? false, handle));
    }
    writeNotices();
  });
}

/**
 * @param {import('./build/parts.mjs').Part} part
 * @param {boolean} force
 * @param {import('./setup/progress.mjs').StepHandle} handle
 */
async function buildPart(part, force, handle) {
  const stamp = join(STAMPS, part.name);
  const hash = hashInputs([...ALWAYS, ...part.inputs]);
  if (
    !force &&
    existsSync(join(ROOT, part.output)) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash
  ) {
    handle.note('unchanged');
    return;
  }
  // A production build of React, whatever the caller's environment says.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  try {
    await build(await part.settings());
  } catch (error) {
    throw new SetupError(
      `${part.title} failed:\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
  writeFileSync(stamp, hash);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const args = process.argv.slice(2);
    const progress = createProgress();
    await progress.step('Node', checkNode);
    await progress.step('Dependencies', ensureDependencies);
    await buildParts(progress, {
      names: args.filter((arg) => !arg.startsWith('--')),
      force: args.includes('--force'),
    });
  });
}
