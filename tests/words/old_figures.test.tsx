// What moves every day says of which day it is once that is over: the balance of 28 days ago is not shown as today's.
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import type { Language } from '#shared/model/text.ts';
import { customerToView } from '#electron/data/commands/customer_view.ts';
import { CustomerFacts } from '#renderer/features/counter/customer/customer_facts.tsx';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import { CATALOG, customer } from '#tests/fixtures/branch.ts';
import { TODAY } from '#tests/fixtures/decision.ts';
import { allWords } from '#tests/fixtures/words.ts';

const text = (part: string): string => part.replaceAll(/<[^>]*>/g, ' ').trim();

/** What stands beside each figure, by its name. */
function figuresOn(today: Day, language: Language): ReadonlyMap<string, string> {
  const one = customer(1, { asOf: TODAY, balance: fen(3_210), arrears: fen(450) });
  const view = customerToView({
    customer: one,
    household: [],
    facts: factsOfCustomer(one, 1, TODAY),
    answers: [],
    catalog: CATALOG,
    groups: [],
    currency: 'CNY',
    retention: null,
    level: null,
    points: null,
    care: [],
    walkIns: [],
    notes: [],
    doneToday: [],
  });
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={allWords(language)}>
      <LocaleProvider value={{ language, currency: 'CNY', timeZone: 'Asia/Shanghai' }}>
        <CustomerFacts customer={view} today={today} onFamily={() => undefined} />
      </LocaleProvider>
    </I18nextProvider>,
  );
  return new Map(
    [...html.matchAll(/<dt>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/g)].map(([, term = '', figure = '']) => [
      text(term),
      text(figure),
    ]),
  );
}

test.each([
  ['zh-CN', '余额', '欠费', '截至'],
  ['en', 'Balance', 'Owes', 'as of'],
] as const)(
  'balance and arrears say of which day they are (%s)',
  (language, balance, arrears, asOf) => {
    const fresh = figuresOn(TODAY, language);
    const old = figuresOn(addDays(TODAY, 28), language);
    for (const [name, amount] of [
      [balance, '32.1'],
      [arrears, '4.5'],
    ] as const) {
      expect(fresh.get(name)).toContain(amount);
      expect(fresh.get(name)).not.toContain(asOf);
      expect(old.get(name)).toContain(amount);
      expect(old.get(name)).toContain(asOf);
    }
  },
);
