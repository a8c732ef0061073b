// The cache in use: one reader for the commands, one writer for changes, and the swap to a newer pack.
import { renameSync, rmSync, openSync, fsyncSync, closeSync } from 'node:fs';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type CompiledCatalog, compileCatalog } from '#shared/engine/compile_catalog.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import { PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { listCacheFiles, nextCachePath, removeDatabase } from '../db/cache_files.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { CannotOpen, openEncrypted } from '../db/open.ts';
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
  /** Checks a downloaded pack, gives it its name, serves it, and removes older ones. */
  install(part: string, manifest: PackManifest, packKey: string): Result<null, PackRefusal>;
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

/**
 * Serves the newest file that opens; one that does not is removed, since HQ has it all. Call `finishStart` once the
 * first page is there.
 */
export function openCache(options: CacheOptions): Cache {
  const { folder, branch, packKeys, nativeBinding } = options;
  let served: Served | null = null;
  let writer: WritableDB | null = null;
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
      use: 'cache',
    });
    if (!opened.ok) throw new Error(`the cache does not open for writing: ${opened.error.type}`);
    return opened.value;
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
    writer?.close();
    writer = null;
    served?.reader.close();
    served = null;
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
      writer ??= openWriter(served.path, served.key);
      return writer;
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
    install(part, manifest, packKey) {
      const checked = checkPack(part, manifest, packKey, options);
      if (!checked.ok) return checked;
      const path = nextCachePath(folder, manifest.number);
      renameSync(part, path);
      syncFolder(folder);
      // The pack comes without a log; from here on it has one, so that readers and changes do not meet.
      openWriter(path, packKey).close();
      const next = serve(path, packKey, readContents);
      if (!next.ok) {
        removeDatabase(path);
        return next;
      }
      closeAll();
      served = next.value;
      isDamaged = false;
      isWhole = true;
      for (const file of listCacheFiles(folder)) {
        if (file.path !== path) removeDatabase(file.path);
      }
      options.onChange();
      return ok(null);
    },
    discard() {
      closeAll();
      rmSync(folder, { recursive: true, force: true });
      options.onChange();
    },
    close: closeAll,
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
    const unfit = whyUnfit(opened.value, options.branch);
    return unfit === null ? ok(null) : refuse(unfit);
  } finally {
    opened.value.close();
  }
}

/** Why the records of a pack, or those that a change leaves behind, cannot be served; null when they can. */
export function whyUnfit(cache: ReadableDB, branch: string): string | null {
  try {
    const contents = readContents(cache, readMeta(cache));
    if (contents.branch.code !== branch) return `it is of branch ${contents.branch.code}`;
    return isTimeZone(contents.branch.timeZone) ? null : 'its time zone is unknown';
  } catch (error) {
    if (error instanceof UnfitRecord) return error.message;
    throw error;
  }
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

/** A rename is on disk only when its folder is. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
