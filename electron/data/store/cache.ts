// The cache in use: one reader for the commands, one writer for changes, and the swap to a newer pack.
import { renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type CompiledCatalog, compileCatalog } from '#shared/engine/compile_catalog.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import { PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import {
  listCacheFiles,
  nextCachePath,
  removeDatabase,
  removeDatabaseBeside,
} from '../db/cache_files.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { CannotOpen, openEncrypted } from '../db/open.ts';
import { keepLogShort, type ShortLog } from '../db/short_log.ts';
import { type BusinessTime, createBranchTime } from '#shared/base/branch_time.ts';
import { type Contents, readContents, readContentsForStart, UnfitRecord } from './contents.ts';
import { type Meta, readMeta } from './meta.ts';
import { createSearch, type Search } from './search.ts';

export type CacheView = {
  readonly reader: ReadableDB;
  readonly search: Search;
  readonly contents: Contents;
  readonly meta: Meta;
  /** Compiled when first asked for, once an edition of the catalog. */
  catalog(): CompiledCatalog;
  readonly timeOf: (instant: number) => BusinessTime;
};

export type PackRefusal = { readonly type: 'bad-pack'; readonly detail: string };

export type Cache = {
  /** Null until the first pack is installed. */
  current(): CacheView | null;
  /** For changes; null without a cache. Commands never see it. */
  writer(): WritableDB | null;
  /** Reads and checks what the start left for later. A file that does not fit is removed, as one that does not open. */
  finishStart(): void;
  /** Reads meta, and records where they changed, anew after a change was applied. */
  refresh(changed: { readonly hasRecords: boolean }): void;
  /**
   * A page of the file could not be read or is not what was written. What can still be read is served on until
   * another pack is installed.
   */
  isDamaged(): boolean;
  /**
   * After each change, before the next: keeps the file's log short.
   * @param bytes that the change wrote, about
   */
  keepLogShort(bytes: number): Promise<void>;
  /**
   * Checks a downloaded pack, gives it its name, serves it, and removes older ones. Windows go on asking the old one
   * until then; no change is applied meanwhile.
   * @throws when the cache is closed or discarded meanwhile
   */
  install(
    part: string,
    manifest: PackManifest,
    packKey: string,
  ): Promise<Result<null, PackRefusal>>;
  /** Takes all of it off the disk, and what was fetched of another pack. */
  discard(): void;
  close(): void;
};

export type CacheOptions = {
  readonly folder: string;
  readonly branch: string;
  /** Of the epochs that this device knows, the newest first: 64 hex digits each. */
  readonly packKeys: () => readonly string[];
  readonly nativeBinding: string | null;
  readonly onChange: () => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
};

type Served = {
  readonly path: string;
  readonly key: string;
  readonly reader: WritableDB;
  view: CacheView;
};

type Writer = { readonly db: WritableDB; readonly log: ShortLog };

/**
 * Serves the newest file that opens; one that does not is removed, since HQ has it all. Call `finishStart` once the
 * first page is there.
 */
export function openCache(options: CacheOptions): Cache {
  const { folder, branch, packKeys, nativeBinding } = options;
  let served: Served | null = null;
  let writer: Writer | null = null;
  /** Grows when all is closed or discarded: a pack that is being installed then is given up. */
  let life = 0;
  let isDamaged = false;
  /** All records of what is served were read and fit. */
  let isWhole = false;

  const onDamage = (): void => {
    if (isDamaged) return;
    isDamaged = true;
    options.log('warn', 'the cache on disk is damaged: another pack is fetched');
  };
  const openWriter = (path: string, key: string): WritableDB => {
    const opened = openEncrypted({
      file: path,
      key,
      nativeBinding,
      onDamage,
      use: 'cache-writer',
    });
    if (!opened.ok) throw new Error(`the cache does not open for writing: ${opened.error.type}`);
    return opened.value;
  };
  const goOnIn = async (begun: number): Promise<void> => {
    await nextTurn();
    if (life !== begun) throw new Error('the cache was closed');
  };

  const serve = (
    path: string,
    key: string,
    read: typeof readContents,
  ): Result<Served, PackRefusal> => {
    const opened = openEncrypted({
      file: path,
      key,
      nativeBinding,
      onDamage,
      use: 'cache-reader',
    });
    if (!opened.ok) {
      // Of a disk that is full or may not be written: the file is right, and is opened once there is room.
      if (opened.error.type === 'cannot-open') throw new CannotOpen(opened.error.detail);
      return refuse(`does not open: ${describeOpen(opened.error)}`);
    }
    const view = viewOf(opened.value, branch, read);
    if (!view.ok) {
      opened.value.close();
      return view;
    }
    return ok({ path, key, reader: opened.value, view: view.value });
  };

  const closeAll = (): void => {
    const { log } = writer ?? {};
    try {
      log?.makeSure();
    } catch (error) {
      // The disk is failing. What is not on it is fetched again.
      options.log('warn', `cache: ${error instanceof Error ? error.message : String(error)}`);
    }
    writer?.db.close();
    writer = null;
    served?.reader.close();
    served = null;
    log?.close();
  };

  const setAside = (path: string, detail: string): void => {
    options.log('warn', `cache file set aside: ${detail}`);
    removeDatabase(path);
  };

  for (const file of listCacheFiles(folder)) {
    if (served !== null) {
      removeDatabase(file.path);
      continue;
    }
    let refusal = 'no key';
    for (const key of packKeys()) {
      const result = serve(file.path, key, readContentsForStart);
      if (result.ok) {
        served = result.value;
        break;
      }
      refusal = result.error.detail;
    }
    if (served === null) setAside(file.path, refusal);
  }

  const finishStart = (): void => {
    if (served === null || isWhole) return;
    const { path, reader } = served;
    const view = viewOf(reader, branch, readContents);
    if (view.ok) {
      served.view = view.value;
      isWhole = true;
      return;
    }
    closeAll();
    setAside(path, view.error.detail);
    options.onChange();
  };

  return {
    current: () => served?.view ?? null,
    writer() {
      if (served === null) return null;
      if (writer === null) {
        const db = openWriter(served.path, served.key);
        writer = { db, log: keepLogShort(db, served.path) };
      }
      writer.log.makeSure();
      return writer.db;
    },
    async keepLogShort(bytes) {
      await writer?.log.keep(bytes);
    },
    isDamaged: () => isDamaged,
    finishStart,
    refresh({ hasRecords }) {
      finishStart();
      if (served === null) return;
      if (hasRecords) {
        const view = viewOf(served.reader, branch, readContents);
        if (!view.ok) throw new Error(view.error.detail);
        served.view = view.value;
      } else {
        // The same catalog stays compiled.
        const meta = readMeta(served.reader);
        const contents = { ...served.view.contents, asOf: meta.asOf, customers: meta.customers };
        const search = createSearch(served.reader);
        served.view = { ...served.view, meta, contents, search };
      }
      options.onChange();
    },
    async install(part, manifest, packKey) {
      const begun = life;
      const goOn = (): Promise<void> => goOnIn(begun);
      const checked = checkPack(part, manifest, packKey, options);
      if (!checked.ok) return checked;
      await goOn();
      await writer?.log.empty();
      await goOn();
      const path = nextCachePath(folder, manifest.number);
      renameSync(part, path);
      await syncFolder(folder);
      await goOn();
      // The pack comes without a log; from here on it has one, so that readers and changes do not meet.
      openWriter(path, packKey).close();
      await syncFile(path);
      await syncFolder(folder);
      await goOn();
      const next = serve(path, packKey, readContents);
      if (!next.ok) {
        removeDatabase(path);
        return next;
      }
      await goOn().catch((error: unknown) => {
        next.value.reader.close();
        throw error;
      });
      closeAll();
      served = next.value;
      isDamaged = false;
      isWhole = true;
      options.onChange();
      for (const file of listCacheFiles(folder)) {
        if (file.path !== path) await removeDatabaseBeside(file.path);
      }
      return ok(null);
    },
    discard() {
      life += 1;
      closeAll();
      rmSync(folder, { recursive: true, force: true });
      options.onChange();
    },
    close() {
      life += 1;
      closeAll();
    },
  };
}

/** Everything that can be wrong with the bytes is found before they get a name. */
function checkPack(
  part: string,
  manifest: PackManifest,
  packKey: string,
  options: CacheOptions,
): Result<null, PackRefusal> {
  const opened = openEncrypted({
    file: part,
    key: packKey,
    nativeBinding: options.nativeBinding,
    use: 'pack',
  });
  if (!opened.ok) return refuse(`the pack does not open: ${describeOpen(opened.error)}`);
  try {
    const view = viewOf(opened.value, options.branch, readContents);
    if (!view.ok) return view;
    const { meta } = view.value;
    if (meta.number !== manifest.number) return refuse('the pack is not the one of its manifest');
    if (meta.digest !== manifest.digest) return refuse("the pack's digest is not its manifest's");
    const unfit = misfitOf(view.value.contents, options.branch);
    return unfit === null ? ok(null) : refuse(unfit);
  } finally {
    opened.value.close();
  }
}

/** Why the records of a pack, or those that a change leaves behind, cannot be served; null when they can. */
export function whyUnfit(cache: ReadableDB, branch: string): string | null {
  try {
    return misfitOf(readContents(cache, readMeta(cache)), branch);
  } catch (error) {
    if (error instanceof UnfitRecord) return error.message;
    throw error;
  }
}

function misfitOf({ branch: { code, timeZone } }: Contents, branch: string): string | null {
  if (code !== branch) return `it is of branch ${code}`;
  return isTimeZone(timeZone) ? null : 'its time zone is unknown';
}

function viewOf(
  reader: ReadableDB,
  branch: string,
  read: typeof readContents,
): Result<CacheView, PackRefusal> {
  let meta: Meta;
  let contents: Contents;
  try {
    meta = readMeta(reader);
    contents = read(reader, meta);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  if (meta.branch !== branch || contents.branch.code !== branch) {
    return refuse(`it is of branch ${meta.branch}`);
  }
  if (meta.schema !== PACK_SCHEMA_VERSION)
    return refuse(`its tables are of version ${meta.schema}`);
  // Both take a while to make, and a start that is quick does without them.
  let compiled: CompiledCatalog | undefined;
  let timeOf: ((instant: number) => BusinessTime) | undefined;
  return ok({
    reader,
    search: createSearch(reader),
    contents,
    meta,
    catalog: () => (compiled ??= compileCatalog(contents.catalog)),
    timeOf: (instant) => (timeOf ??= createBranchTime(contents.branch.timeZone))(instant),
  });
}

function isTimeZone(name: string): boolean {
  try {
    createBranchTime(name);
    return true;
  } catch {
    return false;
  }
}

const refuse = (detail: string): Result<never, PackRefusal> => err({ type: 'bad-pack', detail });

const describeOpen = (failure: { readonly type: string; readonly detail?: string }): string =>
  failure.detail ?? failure.type;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is on disk only when its folder is. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
