// Makes the feeds of updates: of each system the newest package of a folder, with its SHA-512, signed by HQ.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DAY_MS } from '#shared/base/month.ts';
import {
  FEED_DAYS,
  isNewer,
  SIGNATURE_OF_FEED,
  type UpdateFeed,
  updateFeedName,
  updateFeedSchema,
  updatePreamble,
} from '#shared/wire/update.ts';
import type { HubSecret } from './secret.ts';

const VERSION = String.raw`(\d{1,4}\.\d{1,4}\.\d{1,4})`;

/** Packages as `npm run package` and electron-builder name them. One from a stand-in for Electron has another name. */
const SYSTEMS = [
  {
    feed: updateFeedName('linux', 'x64'),
    name: new RegExp(`^counter-assist_${VERSION}_amd64\\.deb$`),
  },
  {
    feed: updateFeedName('linux', 'arm64'),
    name: new RegExp(`^counter-assist_${VERSION}_arm64\\.deb$`),
  },
  {
    feed: updateFeedName('win32', 'x64'),
    name: new RegExp(`^Counter Assist Setup ${VERSION}\\.exe$`),
  },
];

export type WrittenFeed = {
  readonly feed: string;
  readonly version: string;
  readonly file: string;
};

/**
 * @param percent of the computers; null: all
 * @param days that the feeds hold from now on
 * @throws what the file system throws
 */
export async function writeFeeds(
  folder: string,
  secret: Pick<HubSecret, 'sign'>,
  percent: number | null,
  now: number,
  days: number = FEED_DAYS,
): Promise<readonly WrittenFeed[]> {
  const names = await readdir(folder);
  const written: WrittenFeed[] = [];
  for (const { feed, name } of SYSTEMS) {
    const newest = newestOf(names, name);
    if (feed === null || newest === null) continue;
    const { file, version } = newest;
    const path = join(folder, file);
    const content: UpdateFeed = {
      version,
      files: [
        {
          url: file,
          sha512: await sha512Of(path),
          size: (await stat(path)).size,
          ...(file.endsWith('.exe') && { isAdminRightsRequired: true }),
        },
      ],
      releaseDate: new Date(now).toISOString(),
      expires: new Date(now + days * DAY_MS).toISOString(),
      ...(percent !== null && { stagingPercentage: percent }),
    };
    const body = Buffer.from(`${JSON.stringify(updateFeedSchema.parse(content), null, 2)}\n`);
    const signature = secret.sign(Buffer.concat([Buffer.from(updatePreamble(feed)), body]));
    // Whoever reads between the two finds a signature that does not fit, and reads again later.
    await replace(join(folder, `${feed}${SIGNATURE_OF_FEED}`), `${signature.toString('base64')}\n`);
    await replace(join(folder, feed), body);
    written.push({ feed, version, file });
  }
  return written;
}

function newestOf(
  names: readonly string[],
  pattern: RegExp,
): { readonly file: string; readonly version: string } | null {
  let newest: { readonly file: string; readonly version: string } | null = null;
  for (const file of names) {
    const version = pattern.exec(file)?.[1];
    if (version === undefined) continue;
    if (newest === null || isNewer(version, newest.version)) newest = { file, version };
  }
  return newest;
}

async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

async function replace(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
