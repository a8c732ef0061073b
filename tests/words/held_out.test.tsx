// A customer kept for comparison: same reply, same screen, same time as one for whom there is nothing; HQ gets the ghosts.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Client } from '#electron/port/client.ts';
import { dayOfInstant } from '#shared/base/month.ts';
import { fen } from '#shared/base/money.ts';
import { isHeldOut } from '#shared/engine/funnel/holdout.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import { BRANCH, CATALOG, CUSTOMERS, POLICY } from '#tests/fixtures/branch.ts';
import {
  type BranchAtWork,
  branchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '#electron/data/device.ts';
import { eventsOfVisit } from '#electron/data/store/events.ts';
import type { Language } from '#shared/model/text.ts';
import type { CounterControls } from '#renderer/features/counter/desk/controls.ts';
import { beginErrand, errandReducer } from '#renderer/features/counter/desk/errand.ts';
import { ErrandPanel } from '#renderer/features/counter/errand/errand_panel.tsx';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { allWords } from '#tests/fixtures/words.ts';

const HALF = 50;
const kept = keptCustomer();

/** The same offers, of which none brings anything; and for none of which the customer fulfils the condition. */
const WORTHLESS: Catalog = {
  ...CATALOG,
  offers: CATALOG.offers.map((offer) => ({
    ...offer,
    tiers: offer.tiers.map((tier) => ({ ...tier, margin: fen(0), cost: fen(0) })),
  })),
};
const UNFIT: Catalog = {
  ...CATALOG,
  offers: CATALOG.offers.map((offer) => ({ ...offer, eligible: 'false' })),
};

let lot: BranchAtWork;
let others: readonly BranchAtWork[];
let clerk: Client;
let clerks: readonly Client[];

beforeAll(async () => {
  const customers = CUSTOMERS.slice(0, 1).map((customer) => ({ ...customer, id: kept }));
  lot = await branchAtWork({ customers, policy: { ...POLICY, holdoutPercent: HALF } });
  others = [
    await branchAtWork({ customers, catalog: WORTHLESS }),
    await branchAtWork({ customers, catalog: UNFIT }),
    // Heard enough this week.
    await branchAtWork({ customers, policy: { ...POLICY, perWeek: 0 } }),
  ];
  clerk = await clerkAt(lot.process);
  clerks = await Promise.all(others.map(({ process }) => clerkAt(process)));
});
afterAll(async () => {
  for (const branch of [lot, ...others]) await branch.stop();
});

function keptCustomer(): number {
  const today = dayOfInstant(Date.now(), BRANCH.timeZone);
  for (let id = 1; ; id += 1) if (isHeldOut(id, today, HALF)) return id;
}

const withoutIds = (view: VisitView) => ({ ...view, visit: '', decision: '', startedAt: 0 });

it('gives the same reply to the letter, whatever the reason is, and keeps what would have been said for HQ', async () => {
  const ofLot = await startVisit(clerk, kept);
  expect(ofLot.proposals).toEqual([]);
  expect(inputsOf(lot, ofLot).ghosts).toMatchObject([{ offer: 'prepay-gift' }]);
  for (const [index, other] of clerks.entries()) {
    const view = await startVisit(other, kept);
    expect(JSON.stringify(withoutIds(view))).toBe(JSON.stringify(withoutIds(ofLot)));
    expect(inputsOf(others[index] as BranchAtWork, view)).not.toHaveProperty('ghosts');
  }
});

it.each(['zh-CN', 'en'] as const)(
  'shows the same screen, reasons opened too (%s)',
  async (language) => {
    const ofLot = screens(await startVisit(clerk, kept), language);
    for (const other of clerks) {
      expect(screens(await startVisit(other, kept), language)).toEqual(ofLot);
    }
    const text = ofLot.join(' ').replaceAll(/<[^>]*>/g, ' ');
    expect(text).toContain(language === 'en' ? 'Nothing to recommend' : '这次没有要推荐的');
    expect(text).not.toMatch(/收益|不值得|对照|抽签|prepay-gift|存费送礼|worth|gain|by lot/i);
  },
);

const ends = (view: VisitView) => ({
  ...withoutIds(view),
  finished: { ...view.finished, event: null },
  undo: null,
});

const finish = async (client: Client) => {
  const { visit } = await startVisit(client, kept);
  return value(await client.send('visit.finish', { visit, prepaid: 5_000, gifts: [] }));
};

it('gives the same reply to the end of the visit', async () => {
  const ofLot = await finish(clerk);
  for (const other of clerks) expect(ends(await finish(other))).toEqual(ends(ofLot));
});

async function time(client: Client): Promise<number> {
  const begin = performance.now();
  await startVisit(client, kept);
  return performance.now() - begin;
}

it('takes the time that it takes with others', async () => {
  const rule = clerks[1] as Client;
  const pairs: (readonly [number, number])[] = [];
  // In turns, each first as often as the other: a busy machine slows both alike.
  for (let turn = 0; turn < 60; turn += 1) {
    if (turn % 2 === 0) pairs.push([await time(clerk), await time(rule)]);
    else {
      const other = await time(rule);
      pairs.push([await time(clerk), other]);
    }
  }
  // How often a time of the one is above a time of the other: a half, were they of one distribution; five deviations.
  const above = pairs.flatMap(([one]) => pairs.map(([, other]) => (one > other ? 1 : 0)));
  const share = above.reduce<number>((sum, each) => sum + each, 0) / above.length;
  expect(Math.abs(share - 0.5)).toBeLessThan(5 * Math.sqrt((2 * 60 + 1) / (12 * 60 * 60)));
});

const nothing = (): void => undefined;

/** The errand as the clerk has it, and with the reasons opened. */
function screens(view: VisitView, language: Language): readonly string[] {
  const i18n = allWords(language);
  const begun = beginErrand(view);
  // Only drawn: no key is pressed.
  const controls = {} as CounterControls;
  return [begun, errandReducer(begun, { type: 'verdicts' })].map((errand) =>
    renderToStaticMarkup(
      <I18nextProvider i18n={i18n}>
        <MantineProvider>
          <LocaleProvider value={{ language, currency: 'CNY', timeZone: 'Asia/Shanghai' }}>
            <ErrandPanel
              served={{ id: kept, name: '', errand, consent: null, failure: null } as never}
              errand={errand}
              controls={controls}
              today={dayOfInstant(Date.now(), BRANCH.timeZone)}
              onReveal={nothing}
              onFile={nothing}
              onMore={nothing}
              onCareSaid={nothing}
              onNote={nothing}
              onLookUp={nothing}
            />
          </LocaleProvider>
        </MantineProvider>
      </I18nextProvider>,
    ),
  );
}

function inputsOf(branch: BranchAtWork, { visit }: VisitView): { ghosts?: unknown } {
  const ledger = openTestLedger({
    file: ledgerPath(branch.process.dataDir, 'dev-1'),
    key: 'b'.repeat(64),
    nativeBinding: nativeBinding(),
  });
  const made = eventsOfVisit(ledger, visit).find(({ kind }) => kind === 'decision.made');
  ledger.close();
  if (made === undefined) throw new Error('nothing was decided');
  return JSON.parse((made.payload as { inputs: string }).inputs) as { ghosts?: unknown };
}
