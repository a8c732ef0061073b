// The folder of the embedded database, synced where PostgreSQL asks for it: what it answers as committed is on disk.
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** PGlite turns syncing off by itself (-F), and of the ways to sync only this one leads out of its WebAssembly. */
export const DURABLE_START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

type InitArguments = Parameters<NodeFS['init']>;
type InitResult = ReturnType<NodeFS['init']>;

/** Emscripten's files on the host: a stream has the host's number of its file. */
type HostFiles = {
  readonly stream_ops: { fsync?: (stream: HostStream) => number };
  readonly tryFSOperation: (work: () => void) => void;
};
type HostStream = { readonly nfd: number };

/** PGlite's own files on Node's file system have no sync; `fsync` of the program then does nothing, and says so to nobody. */
export class DurableFiles extends NodeFS {
  override async init(...[database, options]: InitArguments): InitResult {
    const { emscriptenOpts } = await super.init(database, options);
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...preRunsOf(emscriptenOpts), addSync] },
    };
  }
}

function addSync(module: unknown): void {
  const { NODEFS: files } = module as { readonly NODEFS: HostFiles };
  files.stream_ops.fsync = ({ nfd }) => {
    files.tryFSOperation(() => syncOpen(nfd));
    return 0;
  };
}

const preRunsOf = ({ preRun }: Awaited<InitResult>['emscriptenOpts']) =>
  Array.isArray(preRun) ? preRun : [];

/** Windows syncs no folder: its file system keeps names by itself. */
function syncOpen(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (process.platform !== 'win32' || (error as NodeJS.ErrnoException).code !== 'EPERM')
      throw error;
  }
}

/** A folder with all that is in it. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path, 'r+');
  }
  syncFolder(folder);
}

/** The names in it. */
export const syncFolder = (folder: string): void => syncPath(folder, 'r');

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    syncOpen(file);
  } finally {
    closeSync(file);
  }
}
