// The built page's files, read once: no address ever reaches the disk.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export type PageFile = {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Its name changes with its content. */
  readonly isForGood: boolean;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** By address: `/` and `/assets/...`. Empty where the page was not built. */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const [address, path] of await listFiles(folder)) {
    const type = TYPES[extname(path)];
    if (type === undefined) continue;
    const bytes = await readFile(path);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    files.set(address, { bytes, type, etag, isForGood: address.startsWith('/assets/') });
  }
  return files;
}

async function listFiles(folder: string): Promise<readonly (readonly [string, string])[]> {
  const assets = await namesIn(join(folder, 'assets'));
  const isThere = (await namesIn(folder)).includes('index.html');
  return [
    ...(isThere ? [['/', join(folder, 'index.html')] as const] : []),
    ...assets.map((name) => [`/assets/${name}`, join(folder, 'assets', name)] as const),
  ];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
