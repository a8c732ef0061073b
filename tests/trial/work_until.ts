// A clerk at work while something happens to HQ: visits until it is over, at least ten, and what they record is sent at once.
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '#shared/base/random.ts';
import type { Client } from '#electron/port/client.ts';
import { value } from '#tests/fixtures/data_process.ts';

export type Work = {
  readonly clerk: Client;
  readonly chance: Random;
  /** Visits that the counter said it had recorded are put into it. */
  readonly told: Set<string>;
  /** Between two visits. */
  readonly ms: number;
  readonly afterVisit?: (count: number) => Promise<void>;
};

export async function workUntil(over: Promise<void>, work: Work): Promise<void> {
  const { clerk, chance, told, ms, afterVisit } = work;
  const state = { isOver: false };
  void over.finally(() => (state.isOver = true));
  for (let count = 0; !state.isOver || count < 10; count += 1) {
    const customer = 1 + Math.floor(chance() * 100);
    const visit = value(
      await clerk.send('visit.start', { customer, purpose: 'bill', intended: null }),
    );
    value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: null, gifts: [] }));
    told.add(visit.visit);
    void clerk.send('sync.now', {});
    await afterVisit?.(count);
    await pause(ms);
  }
  await over;
}
