// Bundles one program of tests/ for the running Node; packages and the tools themselves stay outside the bundle.
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/progress.mjs';
import { common, commonBuild } from './parts.mjs';

/**
 * @param {string} entry path from the project's root
 * @param {string} output folder from the project's root
 * @returns {Promise<string>} path of the program
 */
export async function buildScript(entry, output) {
  const { build } = await import('vite');
  try {
    await build({
      ...common(),
      ssr: { external: true, noExternal: [/^#(?!tools\/)/], target: 'node' },
      build: {
        ...commonBuild(output),
        ssr: join(ROOT, entry),
        target: 'node20',
        rolldownOptions: {
          // Their own place on the disk tells the tools where the project is.
          external: [/^#tools\//],
          output: {
            format: 'es',
            entryFileNames: 'program.mjs',
            chunkFileNames: '[name]-[hash].mjs',
          },
        },
      },
    });
  } catch (error) {
    throw new SetupError(
      `Building ${entry} failed:\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return join(ROOT, output, 'program.mjs');
}
