// Which build of the SQLite module this process may load.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_API_OF_PREBUILD = 10;

export type NativeBinding = { readonly nativeBinding?: string };

/** The prebuilt module crashes a process whose Node-API is older than its own. */
export function nativeBindingOptions(): NativeBinding {
  if (Number(process.versions['napi'] ?? '0') >= NODE_API_OF_PREBUILD) return {};
  const path = findUpwards(join('dist', 'native', 'better_sqlite3.node'));
  if (path === undefined) {
    throw new Error(
      'dist/native/better_sqlite3.node is missing: `npm start` or `npm test` builds it for this Node.js',
    );
  }
  return { nativeBinding: path };
}

/** This file runs from hub/ in tests and from dist/hub/ as built. */
function findUpwards(relative: string): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, relative);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) return undefined;
  }
}
