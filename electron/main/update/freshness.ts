// Whether a signed feed is today's word: an old one, kept by whoever has the server or the line and answered again, would keep
// the counters at a version with known faults, or bring one back that HQ has stopped.
import { z } from 'zod';
import { DAY_MS } from '#shared/base/month.ts';
import { endOfFeed, type UpdateFeed } from '#shared/wire/update.ts';
import type { JsonFile } from '../atomic_file.ts';
import { NoUpdate } from './problem.ts';

/** The last feed that this computer believed, and by which key of HQ. */
export const seenFeedSchema = z
  .object({ key: z.string(), signedAt: z.iso.datetime(), version: z.string() })
  .nullable();
export type SeenFeed = z.output<typeof seenFeedSchema>;

export type Freshness = {
  /** Notes it as the newest word. @throws NoUpdate where it is over, or older than what was noted */
  take(feed: UpdateFeed, key: string): void;
  /** A package may lie here for long before somebody installs it. @throws NoUpdate where its feed is over by now */
  still(feed: UpdateFeed): void;
};

/** @param now of the computer. A clock that is behind lets an old feed hold for longer, never one older than what was seen. */
export function createFreshness(seen: JsonFile<SeenFeed>, now: () => number): Freshness {
  const still = (feed: UpdateFeed): void => {
    if (now() < endOfFeed(feed)) return;
    const end = new Date(endOfFeed(feed)).toISOString();
    throw new NoUpdate('stale', `the feed signed at ${feed.releaseDate} held until ${end}`);
  };
  return {
    still,
    take(feed, key) {
      still(feed);
      const signedAt = Date.parse(feed.releaseDate);
      const before = seen.read();
      if (before !== null && before.key === key) {
        if (signedAt < Date.parse(before.signedAt))
          throw new NoUpdate(
            'stale',
            `the feed was signed at ${feed.releaseDate}, another was seen of ${before.signedAt} with version ${before.version}`,
          );
        if (signedAt === Date.parse(before.signedAt)) return;
      }
      // One that HQ signed by a clock far ahead would shut out all that come after it.
      if (signedAt > now() + DAY_MS) return;
      seen.write({ key, signedAt: feed.releaseDate, version: feed.version });
    },
  };
}
