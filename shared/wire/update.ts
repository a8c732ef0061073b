// The feed of updates: one small file a system, signed by HQ, beside the packages that it names. In the names and the shape
// of electron-updater's generic feed; JSON, which YAML contains.
import { z } from 'zod';
import { DAY_MS } from '#shared/base/month.ts';

/** `1.2.3`: what is compared must be plain. */
const versionSchema = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/);

/** Of a file that lies beside the feed: no folder, no other host. */
export const UPDATE_FILE = /^[A-Za-z0-9][A-Za-z0-9._+~ -]{0,200}$/;

export const updateFeedSchema = z.object({
  version: versionSchema,
  files: z
    .array(
      z.object({
        url: z.string().regex(UPDATE_FILE),
        /** Of its bytes, in base64. */
        sha512: z.base64().length(88),
        /** Bytes. */
        size: z.int().min(1).max(2_000_000_000),
        /** Windows asks before a program for all accounts is replaced. */
        isAdminRightsRequired: z.boolean().optional(),
      }),
    )
    .length(1),
  /** When it was signed: of two feeds the later holds. ISO 8601, UTC. */
  releaseDate: z.iso.datetime(),
  /** From when on it holds no more; a feed of before has none and holds for `FEED_DAYS`. */
  expires: z.iso.datetime().optional(),
  /** Of all computers so many get it, each by a lot of its own; left out: all. */
  stagingPercentage: z.int().min(0).max(100).optional(),
});
export type UpdateFeed = z.output<typeof updateFeedSchema>;

/** Days that a feed holds when nobody says otherwise: HQ signs again before. */
export const FEED_DAYS = 90;

/** In UTC milliseconds. */
export const endOfFeed = ({ expires, releaseDate }: UpdateFeed): number =>
  expires === undefined ? Date.parse(releaseDate) + FEED_DAYS * DAY_MS : Date.parse(expires);

/** Which feed is a computer's, as electron-updater names them; null: there is none for it. */
export function updateFeedName(platform: string, architecture: string): string | null {
  if (platform === 'win32') return architecture === 'x64' ? 'latest.yml' : null;
  if (platform !== 'linux') return null;
  if (architecture === 'x64') return 'latest-linux.yml';
  return architecture === 'arm64' ? 'latest-linux-arm64.yml' : null;
}

/** Beside the feed: the Ed25519 signature of HQ in base64, over `updatePreamble` and the feed's own bytes. */
export const SIGNATURE_OF_FEED = '.sig';

/** So that nothing else that HQ signs can stand for a feed, nor one system's feed for another's. */
export const updatePreamble = (feed: string): string => `counter-assist update 1\n${feed}\n`;

/** Below the hub's own address, where `hub serve --updates` serves them. */
export const UPDATES_PATH = '/updates/';

const partsOf = (version: string): readonly number[] => version.split('.').map(Number);

/** Both as `updateFeedSchema` has them. */
export function isNewer(version: string, than: string): boolean {
  const others = partsOf(than);
  for (const [index, part] of partsOf(version).entries()) {
    const other = others[index] ?? 0;
    if (part !== other) return part > other;
  }
  return false;
}
