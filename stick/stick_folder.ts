// The folder of a stick: what lies on it by name, and files written beside, flushed and renamed last.
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { onStick, StickProblem } from './stick_problem.ts';

const STICK_FOLDER = 'counter-assist';

/** Names say what a file is, never where it goes: no path is read from a stick. */
const SUFFIXES = {
  letter: '.letter',
  pack: '.pack',
  request: '.request',
  answer: '.answer',
} as const;
export type StickKind = keyof typeof SUFFIXES;

export const letterName = (to: 'to-hq' | 'to-device', branch: string, device: string): string =>
  `${to}.${branch}.${device}${SUFFIXES.letter}`;
/** @param digest of the pack's rows: two hubs may publish the same number */
export const packName = (branch: string, number: number, digest: string): string =>
  `${branch}.${number}.${digest}${SUFFIXES.pack}`;
export const enrolName = (kind: 'request' | 'answer', branch: string, publicKey: string): string =>
  `enrol.${branch}.${Buffer.from(publicKey, 'base64url').toString('hex').slice(0, 16)}${SUFFIXES[kind]}`;

/** More are not looked at: it is no stick of ours. */
const MOST_FILES = 5_000;

/** @param chosen the stick, or our folder on it */
const folderOf = (chosen: string): string =>
  basename(chosen) === STICK_FOLDER ? chosen : join(chosen, STICK_FOLDER);

/** Our folder on the stick, which is there; null: nothing of ours is on it. @throws StickProblem */
export const findStickFolder = (chosen: string): Promise<string | null> =>
  onStick(async () => {
    if (!(await lstat(chosen)).isDirectory()) throw notAFolder(chosen);
    const folder = folderOf(chosen);
    const found = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found === null) return null;
    // A link would lead off the stick.
    if (!found.isDirectory()) throw notAFolder(folder);
    return folder;
  });

/** @throws StickProblem */
export const makeStickFolder = (chosen: string): Promise<string> =>
  onStick(async () => {
    const found = await findStickFolder(chosen);
    if (found !== null) return found;
    const folder = folderOf(chosen);
    await mkdir(folder);
    return folder;
  });

const notAFolder = (path: string): StickProblem =>
  new StickProblem('foreign', `${path} is not a folder`);

/** Names of that kind, in order. Links, folders and whatever else has such a name are left out. */
export const listStick = (folder: string, kind: StickKind): Promise<readonly string[]> =>
  onStick(async () => {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .slice(0, MOST_FILES)
      .filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIXES[kind]))
      .map(({ name }) => name)
      .toSorted();
  });

/** For reading; a link or something that is no file is refused. @throws StickProblem */
export const openOnStick = (folder: string, name: string): Promise<FileHandle> =>
  onStick(async () => {
    const path = join(folder, basename(name));
    if (!(await lstat(path)).isFile()) throw new StickProblem('foreign', `${name} is no file`);
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw new StickProblem('foreign', `${name} is no file`);
  });

/** The whole of a small file. @throws StickProblem */
export async function readOnStick(folder: string, name: string, most: number): Promise<Buffer> {
  const file = await openOnStick(folder, name);
  try {
    return await onStick(async () => {
      const { size } = await file.stat();
      if (size > most) throw new StickProblem('foreign', `${name} is too large`);
      const bytes = Buffer.alloc(size);
      const { bytesRead } = await file.read(bytes, 0, size, 0);
      return bytes.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}

const COPY_BYTES = 1024 * 1024;

/**
 * To a file of this computer, flushed: what is checked there is what is used, whatever becomes of the stick.
 * @throws StickProblem of the stick; as this computer's disk does
 */
export async function copyFromStick(
  folder: string,
  name: string,
  to: string,
  most: number,
): Promise<void> {
  const from = await openOnStick(folder, name);
  try {
    await rm(to, { force: true });
    const copy = await open(to, 'wx', 0o600);
    try {
      const buffer = Buffer.alloc(COPY_BYTES);
      for (let at = 0; ;) {
        const { bytesRead } = await onStick(() => from.read(buffer, 0, buffer.length, at));
        if (bytesRead === 0) break;
        at += bytesRead;
        if (at > most) throw new StickProblem('foreign', `${name} is too large`);
        await copy.appendFile(buffer.subarray(0, bytesRead));
      }
      await copy.sync();
    } finally {
      await copy.close();
    }
  } finally {
    await from.close();
  }
}

/**
 * A name on the stick means: whole and flushed. Cut off at any moment, the file of before is there, or none.
 * @throws StickProblem of the stick; as `write` does
 */
export async function writeOnStick(
  folder: string,
  name: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const path = join(folder, name);
  const draft = `${path}.part`;
  await onStick(async () => {
    await rm(draft, { force: true, recursive: true });
    try {
      const file = await open(draft, 'wx');
      try {
        await write(file);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncFolder(folder);
  });
}

export const removeOnStick = (folder: string, name: string): Promise<void> =>
  onStick(() => rm(join(folder, basename(name)), { force: true }));

/** A rename is on disk only when its folder is. Windows has no such call, and not every file system of a stick. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}
