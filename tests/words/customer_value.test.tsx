// What a customer is worth, as the counter shows it: three parts that add up, the verdict on holding on, and a plain word
// where too little is known.
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import { type Customer, type Lifetime, OUTSIDE_MODEL } from '#shared/model/customer.ts';
import type { RetentionView } from '#shared/contract/view_customer.ts';
import type { Language } from '#shared/model/text.ts';
import { customerToView } from '#electron/data/commands/customer_view.ts';
import { KnowMore } from '#renderer/features/counter/customer/know_more.tsx';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import { CATALOG, customer } from '#tests/fixtures/branch.ts';
import { TODAY } from '#tests/fixtures/decision.ts';
import { allWords } from '#tests/fixtures/words.ts';

/** The text of each part of the page, by its title. */
async function partsOf(
  one: Customer,
  language: Language,
  retention: RetentionView | null = null,
): Promise<ReadonlyMap<string, string>> {
  const i18n = allWords(language);
  const view = customerToView({
    customer: one,
    household: [],
    facts: factsOfCustomer(one, 1, TODAY),
    answers: [],
    catalog: CATALOG,
    groups: [],
    currency: 'CNY',
    retention,
    level: null,
    points: null,
    care: [],
    walkIns: [],
    notes: [],
    doneToday: [],
  });
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <LocaleProvider value={{ language, currency: 'CNY', timeZone: 'Asia/Shanghai' }}>
        <KnowMore customer={view} isRetentionOpen={false} onRetention={() => undefined} />
      </LocaleProvider>
    </I18nextProvider>,
  );
  const parts = html.matchAll(/<section[^>]*aria-label="([^"]*)"[^>]*>(.*?)<\/section>/g);
  return new Map(
    [...parts].map(([, title = '', body = '']) => [
      title,
      body
        .replace(/<h3.*?<\/h3>/, '')
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ]),
  );
}

const valued = (lifetime: Lifetime | null): Customer => {
  const { score } = customer(1);
  if (score === null) throw new Error('not scored');
  return customer(1, { score: { ...score, lifetime } });
};
const LIFETIME: Lifetime = {
  historic: fen(12_340),
  current: fen(45_600),
  potential: fen(1_560),
  months: 9.4,
  model: 'lifetime-2026-10-test',
};

test('the value is the sum of its three parts, each by name', async () => {
  const chinese = (await partsOf(valued(LIFETIME), 'zh-CN')).get('客户价值');
  expect(chinese).toBe(
    '595 元 预计还会用 9 个月 已带来 123.40 元 照现在还会带来 456 元 还可能多带来 15.60 元',
  );
  const english = (await partsOf(valued(LIFETIME), 'en')).get('Customer value');
  expect(english).toMatch(/595.*expected to stay 9 months.*So far.*Expected/);
});

test("HQ's own value is called so and has no parts", async () => {
  const outside = { ...LIFETIME, historic: fen(0), potential: fen(0), model: OUTSIDE_MODEL };
  const shown = (await partsOf(valued(outside), 'zh-CN')).get('客户价值');
  expect(shown).toBe('456 元 总部的估值');
});

test('too little history is said to be too little, and nothing is made up', async () => {
  for (const one of [valued(null), customer(1, { score: null })]) {
    expect((await partsOf(one, 'zh-CN')).get('客户价值')).toBe('历史太短，暂不估值');
    expect((await partsOf(one, 'en')).get('Customer value')).toBe(
      'Not enough history for an estimate',
    );
  }
});

const RETENTION: RetentionView = {
  directRevenue: fen(50_000),
  indirectRevenue: fen(0),
  directCost: fen(10_000),
  indirectCost: fen(5_000),
  systemCost: fen(1_000),
  value: fen(34_000),
  verdict: 'hold',
  reason: { zh: '一年收入500元', en: '500 a year' },
};

const holdingOn = async (one: Customer, retention: RetentionView | null) =>
  (await partsOf(one, 'zh-CN', retention)).get('挽留');

test('the verdict on holding on is said, with its reason; without the spend it is unknown', async () => {
  expect(await holdingOn(customer(1), RETENTION)).toBe('值得挽留 一年收入500元 看怎么算的');
  expect(await holdingOn(customer(1), { ...RETENTION, verdict: 'weigh' })).toContain('请店长定');
  expect(await holdingOn(customer(1), { ...RETENTION, verdict: 'let-go' })).toContain('不挽留');
  expect(await holdingOn(customer(1), null)).toBe('没看出要走的迹象，不用算。');
  expect(await holdingOn(customer(1, { months: [] }), null)).toBe(
    '未知：不知道月均消费，算不出来。',
  );
});
