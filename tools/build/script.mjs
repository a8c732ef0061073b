// Bundles one program in TypeScript for the running Node; packages and the tools themselves stay outside the bundle.
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
      plugins: [keepOwnPlace()],
      ssr: { external: true, noExternal: [/^#(?!tools\/)/], target: 'node' },
      build: {
        ...commonBuild(output),
        sourcemap: false,
        ssr: join(ROOT, entry),
        target: 'node20',
        rolldownOptions: {
          checks: { pluginTimings: false },
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

/**
 * A bundled module still finds files beside its source: these programs are never moved away from it.
 * @returns {import('vite').Plugin}
 */
function keepOwnPlace() {
  return {
    name: 'keep-own-place',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(ROOT) || id.includes('node_modules') || !code.includes('import.meta.'))
        return null;
      return code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.filename', JSON.stringify(id))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
    },
  };
}
