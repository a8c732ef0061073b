// The official Electron archive: fetched with a short time-out, checked against the checksums that the npm package ships.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, ROOT } from './paths.mjs';
import { unzip } from './zip.mjs';

const RELEASES = 'https://github.com/electron/electron/releases/download/';
const CONNECT_TIMEOUT_MS = 8_000;
const STALL_TIMEOUT_MS = 20_000;

/**
 * Downloads and unpacks into `target`. A host that does not answer is an expected outcome.
 * ELECTRON_MIRROR replaces the release host, as Electron's own downloader has it.
 * @param {string} version
 * @param {string} target
 * @param {import('./progress.mjs').StepHandle} handle
 * @returns {Promise<{ ok: true } | { ok: false, reason: string }>}
 */
export async function downloadOfficial(version, target, handle) {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const base =
    process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror'] || RELEASES;
  const url = `${base.replace(/\/?$/, '/')}v${version}/${name}`;
  const archive = join(cacheFolder('downloads'), name);
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), CONNECT_TIMEOUT_MS);
  const keepAlive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(), STALL_TIMEOUT_MS);
  };
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || !response.body) return { ok: false, reason: `answered ${response.status}` };
    const total = Number(response.headers.get('content-length')) || 120e6;
    let received = 0;
    const body = Readable.fromWeb(
      /** @type {import('node:stream/web').ReadableStream<Uint8Array>} */ (response.body),
    );
    body.on('data', (/** @type {Buffer} */ chunk) => {
      keepAlive();
      received += chunk.length;
      handle.bar((received / total) * 0.9, 'downloading');
    });
    await pipeline(body, createWriteStream(archive));
  } catch (error) {
    rmSync(archive, { force: true });
    return { ok: false, reason: `could not be reached (${reasonOf(error)})` };
  } finally {
    clearTimeout(timer);
  }
  if ((await sha256(archive)) !== expectedChecksum(name)) {
    rmSync(archive, { force: true });
    return { ok: false, reason: 'sent an archive with a wrong checksum' };
  }
  const partial = `${target}.${process.pid}`;
  await unzip(
    archive,
    partial,
    (entry) => entry,
    (fraction) => handle.bar(0.9 + fraction / 10, 'unpacking'),
  );
  renameSync(partial, target);
  rmSync(archive, { force: true });
  return { ok: true };
}

/** @param {string} name */
function expectedChecksum(name) {
  /** @type {Record<string, string>} */
  const checksums = JSON.parse(
    readFileSync(join(ROOT, 'node_modules', 'electron', 'checksums.json'), 'utf8'),
  );
  return checksums[name];
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** @param {unknown} error */
function reasonOf(error) {
  const failure = /** @type {Error & { cause?: { code?: string } }} */ (error);
  return failure.name === 'AbortError' ? 'time-out' : (failure.cause?.code ?? failure.message);
}
