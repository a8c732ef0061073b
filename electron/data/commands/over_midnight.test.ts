// A visit that is open while the clock passes midnight, the year's end, or a change to summer time and back: it is of the
// day on which it ended, where its money is, and counts once.
import { expect, it, vi } from 'vitest';
import { addDays, day } from '#shared/base/month.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import { BRANCH, customer } from '#tests/fixtures/branch.ts';
import {
  branchAtWork,
  clerkAt,
  csvOfDay,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { value } from '#tests/fixtures/data_process.ts';

vi.setConfig({ testTimeout: 60_000 });

it.each([
  ['midnight', 'Asia/Shanghai', '2026-12-20T15:58:00Z', '2026-12-20', '2026-12-21'],
  ['the end of the year', 'Asia/Shanghai', '2026-12-31T15:58:00Z', '2026-12-31', '2027-01-01'],
  [
    'the change to summer time',
    'America/New_York',
    '2027-03-14T06:58:00Z',
    '2027-03-14',
    '2027-03-14',
  ],
  [
    'the change back, an hour twice',
    'America/New_York',
    '2027-11-07T05:58:00Z',
    '2027-11-07',
    '2027-11-07',
  ],
  [
    'midnight after that change',
    'America/New_York',
    '2027-11-08T04:58:00Z',
    '2027-11-07',
    '2027-11-08',
  ],
])('over %s (%s)', async (_name, timeZone, begin, began, ended) => {
  const branch = await branchAtWork({
    branch: { ...BRANCH, timeZone },
    customers: [customer(1), customer(2)],
  });
  try {
    const { process } = branch;
    process.clockShift = Date.parse(begin) - Date.now();
    const clerk = await clerkAt(process);
    const manager = await managerAt(process);
    const { visit } = await startVisit(clerk);
    const minutes = 60_000;
    process.clockShift += 5 * minutes;
    value(await clerk.send('visit.finish', { visit, prepaid: 10_000, gifts: [] }));
    const on = async (of: string) => {
      const list = await manager.send('visits.list', {
        day: day(of),
        to: null,
        filter: ALL_VISITS,
        offset: 0,
      });
      const report = value(await manager.send('report.day', { day: day(of) }));
      const figures = report.byClerk.map(({ visits, prepaid }) => ({ visits, prepaid }));
      return { visits: value(list).rows.map((row) => row.visit), figures };
    };
    const end = await on(ended);
    expect(end).toEqual({ visits: [visit], figures: [{ visits: 1, prepaid: 10_000 }] });
    // In the file its time is of the day on which it began, and says so where that is another one.
    const [, line = ''] = (await csvOfDay(manager, day(ended), 'en')).split('\r\n');
    const clock = began === ended ? '01:58' : '23:58';
    expect(line.split(',').slice(0, 2)).toEqual([
      ended,
      began === ended ? clock : `${began} ${clock}`,
    ]);
    for (const other of [addDays(day(ended), -1), addDays(day(ended), 1)]) {
      expect(await on(other)).toEqual({ visits: [], figures: [] });
    }
    value(await clerk.send('sync.now', {}));
    const days = new Map(branch.hub.batches.flat().map((event) => [event.kind, event.day]));
    expect([days.get('visit.started'), days.get('visit.finished')]).toEqual([began, ended]);
  } finally {
    await branch.stop();
  }
});
