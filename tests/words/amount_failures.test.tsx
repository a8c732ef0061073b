// Whatever goes wrong with an amount arrives in the clerk's language, with the field as the screen names it.
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import type { Language } from '#shared/model/text.ts';
import { resources as en } from '#renderer/app/locales/en/resources.ts';
import { resources as zh } from '#renderer/app/locales/zh-CN/resources.ts';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { failure } from '#tests/fixtures/data_process.ts';
import { allWords } from '#tests/fixtures/words.ts';

vi.setConfig({ testTimeout: 30_000 });

let branch: BranchAtWork;
let clerk: Client;
let visit: string;
beforeAll(async () => {
  branch = await branchAtWork();
  clerk = await clerkAt(branch.process);
  visit = (await startVisit(clerk)).visit;
});
afterAll(() => branch.stop());

const words = { 'zh-CN': zh, en } as const;

async function shownAs(told: Failure, language: Language): Promise<string> {
  const i18n = allWords(language);
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <LocaleProvider value={{ language, currency: 'CNY', timeZone: 'Asia/Shanghai' }}>
        <FailureText failure={told} />
      </LocaleProvider>
    </I18nextProvider>,
  );
  return html.replaceAll(/<[^>]*>/g, '');
}

/** A schema's words, and what no person says. */
const LIBRARY = /undefined|NaN|null|\{\{|expected|invalid|number|integer|too (big|small)/i;

/** What no field of the screen lets through, and what it does. */
const AMOUNTS: readonly unknown[] = [
  -1,
  -5_000,
  0.5,
  49.999,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10_000_000_000,
  9_999_999_999,
  2_000_001,
  2_000_000,
  25_001,
  '50',
  '５０',
  'fifty',
  {},
  [5_000],
  true,
  undefined,
];

type Sent = { readonly command: string; readonly input: Record<string, unknown> };

const sends: readonly (readonly [field: 'intended' | 'prepaid', of: (amount: unknown) => Sent])[] =
  [
    [
      'intended',
      (intended) => ({
        command: 'visit.start',
        input: { customer: 1, purpose: 'top-up', intended },
      }),
    ],
    [
      'intended',
      (intended) => ({ command: 'visit.change', input: { visit, purpose: 'top-up', intended } }),
    ],
    ['prepaid', (prepaid) => ({ command: 'visit.finish', input: { visit, prepaid, gifts: [] } })],
  ];

/** Labels of the fields that amounts are typed into, as the screen shows them. */
const labelOf = (field: 'intended' | 'prepaid', language: Language): string => {
  const { counter } = words[language];
  return field === 'intended' ? counter.amount.label : counter.finish.prepaid;
};

test('every refused amount of every command names the field of the screen, in the clerk’s own words', async () => {
  const seen = new Set<string>();
  for (const [field, of] of sends) {
    for (const amount of AMOUNTS) {
      const { command, input } = of(amount);
      const told = failure(await clerk.send(command as 'visit.start', input as never)) as Failure;
      seen.add(told.type);
      for (const language of ['zh-CN', 'en'] as const) {
        const text = await shownAs(told, language);
        const label = labelOf(field, language);
        expect(text, `${command} ${String(amount)}`).toContain(
          language === 'en' ? `“${label}”` : `「${label}」`,
        );
        expect(text).not.toContain('expected' in told ? told.expected : '{{');
        expect(text).not.toMatch(language === 'zh-CN' ? /[A-Za-z{]/ : LIBRARY);
      }
    }
  }
  expect([...seen].toSorted()).toEqual(['amount-absurd', 'amount-unusual', 'bad-input']);
});

test('an unusual amount is told with both figures', async () => {
  const unusual = { type: 'amount-unusual', field: 'prepaid', amount: 50_000 } as const;
  const told = { ...unusual, usual: 5_000, askAbove: 25_000 } as Failure;
  expect(await shownAs(told, 'zh-CN')).toContain('「实际充了多少」500元，平常 50元');
  expect(await shownAs(told, 'en')).toContain('“Amount paid” is ¥500, usually ¥50');
  const stranger = { ...unusual, amount: 250_000, usual: null, askAbove: 200_000 } as Failure;
  expect(await shownAs(stranger, 'zh-CN')).toContain('2,500元，超过 2,000元');
});

test('gifts that are wrong are told by the name of their field', async () => {
  for (const gifts of [
    [{ gift: 'umbrella', count: 0 }],
    [{ gift: 'no such gift', count: 1 }],
    [{ gift: 'nothing-we-have', count: 1 }],
    Array.from({ length: 21 }, () => ({ gift: 'umbrella', count: 1 })),
    'umbrella',
  ]) {
    const sent = { visit, prepaid: 5_000, gifts };
    const told = failure(await clerk.send('visit.finish', sent as never)) as Failure;
    expect(await shownAs(told, 'zh-CN')).toContain(`「${zh.counter.finish.gift}」`);
    expect(await shownAs(told, 'en')).toContain(`“${en.counter.finish.gift}”`);
  }
});

test('what is wrong with an exception is told by the name of its field', async () => {
  const approval = { manager: 'm1', pin: '9876' };
  const asked = { gift: 'umbrella', reason: 'other', words: '说明', approval };
  for (const [exception, field] of [
    [{ ...asked, words: '' }, 'words'],
    [{ ...asked, words: '长'.repeat(81) }, 'words'],
    [{ ...asked, reason: 'because' }, 'reason'],
    [{ ...asked, approval: { ...approval, pin: 'abcd' } }, 'pin'],
  ] as const) {
    const sent = { visit, prepaid: 5_000, gifts: [], exception };
    const told = failure(await clerk.send('visit.finish', sent as never)) as Failure;
    expect(await shownAs(told, 'zh-CN')).toContain(`「${zh.common.field[field]}」`);
    expect(await shownAs(told, 'en')).toContain(`“${en.common.field[field]}”`);
  }
});
