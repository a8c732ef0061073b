// A disk that loses what was not synced: it notes every write below a folder and makes images as a power cut leaves them.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join, sep } from 'node:path';

export type NotedDisk = {
  /** Writes and syncs seen until now. */
  readonly steps: () => number;
  readonly syncs: () => number;
  /** Called after each write and sync. */
  onStep: () => void;
  /** Writes into `target` what the disk may hold if the power goes at this moment. @param chance 0 to 1, anew each time */
  cut(target: string, chance: () => number): void;
  stop(): void;
};

type Write = { readonly at: number; readonly bytes: Buffer | null };
/** `synced`: what is surely on the disk; `pending`: writes since, and cuts to a length (without bytes). */
type NotedFile = { synced: Buffer; pending: Write[] };
type Names = Map<string, NotedFile>;
type NameChange = (names: Names) => void;

const SECTOR = 512;

/**
 * Content reaches the disk by `fsync` of its file. Names are kept in order, and any sync takes those before it along,
 * as the journals of ext4, XFS and NTFS do. What was not synced is there in part: some writes, some of them torn.
 */
export function noteDisk(folder: string): NotedDisk {
  const live: Names = new Map();
  for (const path of filesBelow(folder))
    live.set(path, { synced: fs.readFileSync(path), pending: [] });
  const onDisk: Names = new Map(live);
  const changes: NameChange[] = [];
  const open = new Map<number, NotedFile>();
  const { openSync, closeSync, writeSync, writeFileSync, fsyncSync } = fs;
  const { ftruncateSync, truncateSync, renameSync, unlinkSync } = fs;
  const files = { openSync, closeSync, writeSync, writeFileSync };
  const own = { ...files, fsyncSync, ftruncateSync, truncateSync, renameSync, unlinkSync };
  let steps = 0;
  let syncs = 0;
  const disk: NotedDisk = {
    steps: () => steps,
    syncs: () => syncs,
    onStep: () => undefined,
    cut: (target, chance) => writeImage(folder, target, afterCut(onDisk, changes, chance), chance),
    stop() {
      Object.assign(fs, own);
      syncBuiltinESMExports();
    },
  };

  const isInside = (path: unknown): path is string =>
    typeof path === 'string' && path.startsWith(folder + sep);
  const rename: (change: NameChange) => void = (change) => {
    change(live);
    changes.push(change);
  };
  const create = (path: string): NotedFile => {
    const known = live.get(path);
    if (known !== undefined) return known;
    const made: NotedFile = { synced: Buffer.alloc(0), pending: [] };
    rename((names) => names.set(path, made));
    return made;
  };
  const step = (): void => {
    steps += 1;
    disk.onStep();
  };
  const change = (file: NotedFile | undefined, write: Write): void => {
    if (file === undefined) return;
    file.pending.push(write);
    step();
  };

  const watched: Partial<typeof fs> = {
    openSync(path, flags, mode) {
      const number = own.openSync(path, flags, mode);
      if (isInside(path) && fs.fstatSync(number).isFile()) {
        const file = create(path);
        open.set(number, file);
        if (isEmptied(flags)) change(file, { at: 0, bytes: null });
      }
      return number;
    },
    closeSync(number) {
      open.delete(number);
      own.closeSync(number);
    },
    writeSync: ((number: number, bytes: Uint8Array, offset: number, length: number, at: number) => {
      const count = own.writeSync(number, bytes, offset, length, at);
      const copy = Buffer.from(bytes.subarray(offset, offset + count));
      change(open.get(number), { at, bytes: copy });
      return count;
    }) as typeof fs.writeSync,
    ftruncateSync(number, length) {
      own.ftruncateSync(number, length);
      change(open.get(number), { at: length ?? 0, bytes: null });
    },
    truncateSync(path, length) {
      own.truncateSync(path, length);
      if (isInside(path)) change(live.get(path), { at: length ?? 0, bytes: null });
    },
    renameSync(from, to) {
      own.renameSync(from, to);
      if (isInside(from) && isInside(to)) rename((names) => move(names, from, to));
    },
    unlinkSync(path) {
      own.unlinkSync(path);
      if (isInside(path)) rename((names) => names.delete(path));
    },
    writeFileSync: ((path: string, ...rest: [string]) => {
      own.writeFileSync(path, ...rest);
      if (isInside(path)) create(path);
    }) as typeof fs.writeFileSync,
    // The real disk need not be asked: what counts is what was noted.
    fsyncSync(number) {
      const file = open.get(number);
      if (file !== undefined) {
        file.synced = contentOf(file, file.pending);
        file.pending = [];
      }
      for (const each of changes.splice(0)) each(onDisk);
      syncs += 1;
      step();
    },
  };
  Object.assign(fs, watched);
  syncBuiltinESMExports();
  return disk;
}

const isEmptied = (flags: fs.OpenMode): boolean =>
  typeof flags === 'number' ? (flags & fs.constants.O_TRUNC) !== 0 : flags.startsWith('w');

function move(names: Names, from: string, to: string): void {
  const file = names.get(from);
  if (file === undefined) return;
  names.delete(from);
  names.set(to, file);
}

/** Name changes since the last sync: the first few of them, as chance has it. */
function afterCut(onDisk: Names, changes: readonly NameChange[], chance: () => number): Names {
  const names = new Map(onDisk);
  const kept = Math.floor(chance() * (changes.length + 1));
  for (const each of changes.slice(0, kept)) each(names);
  return names;
}

function writeImage(folder: string, target: string, names: Names, chance: () => number): void {
  for (const [path, file] of names) {
    const place = join(target, path.slice(folder.length));
    fs.mkdirSync(dirname(place), { recursive: true });
    const survived = file.pending.flatMap((write) => {
      const luck = chance();
      if (luck < 0.4) return [];
      return [luck < 0.5 && write.bytes !== null ? tear(write, chance()) : write];
    });
    fs.writeFileSync(place, contentOf(file, survived));
  }
  // Folders stay also where they are empty.
  for (const path of foldersBelow(folder)) {
    fs.mkdirSync(join(target, path.slice(folder.length)), { recursive: true });
  }
}

function tear(write: Write, share: number): Write {
  const sectors = Math.floor(((write.bytes?.length ?? 0) / SECTOR) * share);
  return { at: write.at, bytes: write.bytes?.subarray(0, sectors * SECTOR) ?? null };
}

function contentOf(file: NotedFile, writes: readonly Write[]): Buffer {
  if (writes.length === 0) return file.synced;
  const room = Math.max(
    file.synced.length,
    ...writes.map(({ at, bytes }) => at + (bytes?.length ?? 0)),
  );
  const content = Buffer.alloc(room);
  file.synced.copy(content);
  let length = file.synced.length;
  for (const { at, bytes } of writes) {
    if (bytes === null) {
      content.fill(0, Math.min(at, length));
      length = at;
    } else {
      bytes.copy(content, at);
      length = Math.max(length, at + bytes.length);
    }
  }
  return content.subarray(0, length);
}

const entriesBelow = (folder: string): readonly fs.Dirent[] =>
  fs.readdirSync(folder, { withFileTypes: true, recursive: true });
const pathOf = (entry: fs.Dirent): string => join(entry.parentPath, entry.name);
const filesBelow = (folder: string): readonly string[] =>
  entriesBelow(folder)
    .filter((entry) => entry.isFile())
    .map(pathOf);
const foldersBelow = (folder: string): readonly string[] =>
  entriesBelow(folder)
    .filter((entry) => entry.isDirectory())
    .map(pathOf);
