// What Electron needs from the system on Linux: shared libraries and a font with Chinese characters.
import { findProgram } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { runQuiet } from './run.mjs';

const ELECTRON_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1'];

/**
 * Fails with one clear line when the dynamic linker would not find a library.
 * @param {string} electronPath
 */
export async function checkLibraries(electronPath) {
  if (process.platform !== 'linux') return;
  const linked = await runQuiet('ldd', [electronPath]);
  const missing = [...linked.output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  if (missing.length > 0) {
    throw new SetupError(
      `Electron needs libraries that this machine lacks: ${missing.join(', ')}\nOn Debian 12: apt-get install ${ELECTRON_PACKAGES.join(' ')}`,
    );
  }
}

/** Null when Chinese can be drawn, otherwise a line for the person who looks at the window. */
export async function chineseFontHint() {
  if (process.platform !== 'linux' || !findProgram('fc-list')) return null;
  const fonts = await runQuiet('fc-list', [':lang=zh', 'family']);
  return fonts.output.trim()
    ? null
    : 'No Chinese font: characters will show as boxes. On Debian 12: apt-get install fonts-noto-cjk';
}
