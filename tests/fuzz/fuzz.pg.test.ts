// What comes to HQ over the line, fed with wrong inputs: events of a device, and bytes on the hub's port.
import { expect, test } from 'vitest';
import { fuzz, fuzzOptions, fuzzTimeout } from './fuzz.ts';
import { eventsTarget } from './targets/events.ts';
import { httpTarget } from './targets/http.ts';

/** The reader is the same on both databases: the embedded one, the slower, gets a tenth. */
const options = fuzzOptions(process.env['HUB_TEST_DATABASE'] === 'pglite' ? 200 : 2_000);

test.each([
  ['events', eventsTarget],
  ['http', httpTarget],
] as const)(
  'fuzz %s',
  async (name, open) => {
    const tally = await fuzz(name, await open(), options);
    console.log(
      `${name}: ${tally.refused} refused, ${tally.taken} as they may be, slowest ${tally.slowest} ms`,
    );
    expect(tally.refused + tally.taken).toBe(options.runs);
    // Of inputs that are all taken nothing would be learned.
    expect(tally.refused).toBeGreaterThanOrEqual(Math.floor(options.runs / 20));
  },
  fuzzTimeout(),
);
