// The branch's figures, and the file, from the visits of a day.
import { describe, expect, it, vi } from 'vitest';
import { type Currency, type Fen, fen } from '#shared/base/money.ts';
import { day, type Instant } from '#shared/base/month.ts';
import { sameInBoth } from '#shared/model/text.ts';
import type { Answer, Purpose } from '#shared/model/visit.ts';
import { newId } from '#tests/fixtures/ledger.ts';
import { DINAR, YEN } from '#tests/fixtures/other_currencies.ts';
import type { VisitRow } from '../store/visit_rows.ts';
import { giftExceptions, unusualVisits } from './report_marks.ts';
import { tableToCsv, visitTable } from './report_csv.ts';
import {
  entriesOf,
  figuresByClerk,
  figuresByHour,
  figuresByOffer,
  figuresOf,
  lineOfDay,
} from '#shared/engine/report_figures.ts';

vi.mock('../../../resources/currencies.json', async (original) => {
  const { withOthers } = await import('#tests/fixtures/other_currencies.ts');
  return withOthers((await original<{ default: object }>()).default);
});

const minuteOf = (at: number): number => at;

const toFen = (amount: number | null | undefined): Fen | null =>
  amount === null || amount === undefined ? null : fen(amount);

/** `minute` stands for the instant. */
function visit(
  minute: number,
  staff: string,
  answers: readonly (readonly [string, Answer])[],
  finish: { readonly intended: number | null; readonly prepaid: number | null } | null,
  more: Partial<VisitRow> & { readonly purpose?: Purpose } = {},
): VisitRow {
  const at = minute as Instant;
  return {
    visit: newId(),
    device: 'dev-1',
    day: day('2026-11-18'),
    at,
    ended: finish === null ? null : at,
    staff,
    starter: staff,
    customer: 7,
    purpose: 'top-up',
    state: finish === null ? 'unfinished' : 'finished',
    intended: toFen(finish?.intended),
    laterIntended: null,
    prepaid: toFen(finish?.prepaid),
    claim: null,
    finish: finish === null ? null : newId(),
    answers: answers.map(([offer, answer]) => ({
      event: newId(),
      at,
      staff,
      offer,
      answer,
      reason: answer === 'declined' ? 'too-expensive' : answer === 'not-said' ? 'queue' : null,
      laterOn: null,
      isCare: offer === 'greeting',
    })),
    gifts: finish === null ? [] : [{ gift: 'umbrella', count: 2 }],
    corrections: [],
    asked: null,
    exception: null,
    knownAt: at,
    through: 1,
    ...more,
  };
}

const DAY: readonly VisitRow[] = [
  visit(
    545,
    'c1',
    [
      ['gift', 'accepted'],
      ['data', 'declined'],
    ],
    { intended: 5_000, prepaid: 10_000 },
    { claim: { offer: 'gift', amount: fen(5_000) } },
  ),
  visit(545, 'c2', [['gift', 'declined']], { intended: 5_000, prepaid: 5_000 }),
  visit(600, 'c1', [['gift', 'not-said']], { intended: null, prepaid: null }),
  visit(610, 'c2', [['data', 'accepted']], { intended: null, prepaid: 3_000 }),
  visit(
    620,
    'c2',
    [['gift', 'has-it']],
    { intended: 2_000, prepaid: 9_000 },
    { purpose: 'bill', device: 'dev-2' },
  ),
  visit(630, 'c1', [['greeting', 'accepted']], null),
  visit(
    640,
    'c1',
    [['gift', 'accepted']],
    { intended: 1_000, prepaid: 99_999 },
    { state: 'void', claim: { offer: 'gift', amount: fen(9_000) } },
  ),
];
const ENTRIES = entriesOf(DAY);

describe('a walk-in', () => {
  const walkIn = visit(
    600,
    'c1',
    [],
    { intended: 3_000, prepaid: 5_000 },
    { customer: null, gifts: [] },
  );

  it('is a visit without a sentence: its money counts, and nothing is claimed', () => {
    expect(figuresOf(entriesOf([walkIn]))).toEqual({
      visits: 1,
      prepaid: 5_000,
      claimed: 0,
      said: 0,
      accepted: 0,
      care: 0,
    });
  });

  it('has no number of a customer in the file', () => {
    expect(csv('zh-CN', undefined, [walkIn])[1]).toContain(',名单外,充值,办结,30.00,50.00,');
  });
});

describe('what a manager may look at', () => {
  const names = {
    staff: (id: string) => `name of ${id}`,
    gift: (id: string) => sameInBoth(id),
    customer: () => ({ name: '张*', phone: '' }),
  };
  const asked = {
    field: 'prepaid',
    amount: fen(50_000),
    usual: fen(5_000),
    askAbove: fen(25_000),
  } as const;
  const exception = { gift: 'oil', manager: 'm1', reason: 'other', words: 'rain' } as const;

  it('is what was asked about and what was given by exception, with both figures', () => {
    const odd = visit(700, 'c1', [], { intended: 5_000, prepaid: 50_000 }, { asked, exception });
    expect(unusualVisits([...DAY, odd], names)).toMatchObject([
      { visit: odd.visit, clerk: 'name of c1', ...asked },
    ]);
    expect(giftExceptions([...DAY, odd], names)).toMatchObject([
      { gift: { zh: 'oil', en: 'oil' }, manager: 'name of m1', reason: 'other', words: 'rain' },
    ]);
    const gone = { ...odd, state: 'void' } as const;
    expect([...unusualVisits([gone], names), ...giftExceptions([gone], names)]).toEqual([]);
    expect(csv('en', undefined, [odd])[1]).toContain(',yes,50.00,"umbrella, red",clerk m1,');
  });
});

it('hands a spreadsheet no formula, whatever the width of its sign', () => {
  const rows = ['=1', '＝1', '＋1', '－x', '＠x', '\n=1', '-3', 'a=1'].map((text) => [text]);
  expect(
    tableToCsv({ columns: ['x'], rows }, 'CNY')
      .split('\r\n')
      .slice(1, -1),
  ).toEqual(["'=1", "'＝1", "'＋1", "'－x", "'＠x", '"\'\n=1"', '-3', 'a=1']);
});

describe('figures', () => {
  it('sum up the day, and nothing that is void', () => {
    expect(figuresOf(ENTRIES)).toEqual({
      visits: 5,
      prepaid: 27_000,
      claimed: 5_000,
      // The greeting is care, and sells nothing.
      said: 5,
      accepted: 2,
      care: 1,
    });
  });

  it('by clerk add up to the whole', () => {
    const clerks = figuresByClerk(ENTRIES, (id) => `name of ${id}`);
    expect(clerks.map(({ staff, name, claimed }) => [staff, name, claimed])).toEqual([
      ['c1', 'name of c1', 5_000],
      ['c2', 'name of c2', 0],
    ]);
    expect(clerks.reduce((sum, { prepaid }) => sum + prepaid, 0)).toBe(27_000);
  });

  it('by hour hold hours with events only', () => {
    expect(figuresByHour(ENTRIES, minuteOf).map(({ hour, prepaid }) => [hour, prepaid])).toEqual([
      [9, 15_000],
      [10, 12_000],
    ]);
  });

  it('by offer credit a claim to its offer, and tell care apart', () => {
    const offers = figuresByOffer(ENTRIES, (id) => ({ zh: id, en: id }));
    const counts = { later: 0, hasIt: 0, notSaid: 0, claimed: 0, isCare: false };
    expect(offers.map(({ name: _name, ...figures }) => figures)).toEqual([
      {
        ...counts,
        offer: 'gift',
        said: 3,
        accepted: 1,
        declined: 1,
        hasIt: 1,
        notSaid: 1,
        claimed: 5_000,
      },
      { ...counts, offer: 'data', said: 2, accepted: 1, declined: 1 },
      { ...counts, offer: 'greeting', said: 1, accepted: 1, declined: 0, isCare: true },
    ]);
  });

  it('grow along the line, one point a minute', () => {
    expect(lineOfDay(ENTRIES, minuteOf)).toEqual([
      { minute: 545, prepaid: 15_000, claimed: 5_000 },
      { minute: 610, prepaid: 18_000, claimed: 5_000 },
      { minute: 620, prepaid: 27_000, claimed: 5_000 },
    ]);
  });

  it('of an empty day are nought', () => {
    expect(figuresOf([])).toEqual({
      visits: 0,
      prepaid: 0,
      claimed: 0,
      said: 0,
      accepted: 0,
      care: 0,
    });
    expect(lineOfDay([], minuteOf)).toEqual([]);
  });
});

const csv = (
  language: 'zh-CN' | 'en',
  offer = (id: string) => id,
  visits = DAY,
  currency: Currency = 'CNY',
) =>
  tableToCsv(
    visitTable(visits, {
      language,
      currency,
      staff: (id) => `clerk ${id}`,
      offer,
      gift: () => 'umbrella, red',
      device: (id) => (id === 'dev-1' ? null : 'window 2'),
      isLate: ({ knownAt, at }) => knownAt > at,
      time: (at) => `t${at}`,
    }),
    currency,
  ).split('\r\n');

describe('the file', () => {
  it('has one line a visit, in both languages', () => {
    expect(csv('en').slice(1, 3)).toEqual([
      '2026-11-18,t545,this computer,clerk c1,7,top-up,finished,50.00,100.00,50.00,gift; data,accepted; declined,too expensive,"umbrella, red x2",,,,,,,,',
      '2026-11-18,t545,this computer,clerk c2,7,top-up,finished,50.00,50.00,,gift,declined,too expensive,"umbrella, red x2",,,,,,,,',
    ]);
    expect(csv('zh-CN')[0]).toBe(
      '\uFEFF日期,时间,电脑,营业员,客户编号,来意,状态,打算预存(元),实际预存(元),申报多存(元),说的话,回答,原因,礼品,金额已核对,平常充值(元),破例礼品,批准店长,破例原因,更正,后改的打算(元),后来补到',
    );
    expect(csv('zh-CN')).toHaveLength(9);
    expect(csv('zh-CN')[5]).toContain(',window 2,');
    // Nobody takes an open visit for one that was finished, nor one that is void.
    expect(csv('zh-CN')[6]).toMatch(/,没办结,,,,greeting,说好,/);
    expect(csv('zh-CN')[7]).toMatch(/,作废,/);
  });

  it('says which amount was named later, and what came late', () => {
    const row = visit(
      545,
      'c1',
      [['gift', 'accepted']],
      { intended: 5_000, prepaid: 10_000 },
      { laterIntended: fen(8_000), claim: { offer: 'gift', amount: fen(2_000) } },
    );
    const late = { ...row, knownAt: (row.knownAt + 1) as VisitRow['knownAt'] };
    const lines = csv('en', undefined, [row, late]);
    expect(lines[0]).toMatch(/,Planned later \(yuan\),Arrived late$/);
    expect(lines[1]).toMatch(/,50\.00,100\.00,20\.00,.+,80\.00,$/);
    expect(lines[2]).toMatch(/,50\.00,100\.00,20\.00,.+,80\.00,yes$/);
  });

  it('has the amounts of the branch’s currency', () => {
    const [head, first] = csv('en', undefined, DAY, DINAR);
    expect(head).toContain(',Planned (dinars),Paid (dinars),Claimed uplift (dinars),');
    expect(first).toContain(',finished,5.000,10.000,5.000,');
    const [, inYen] = csv('en', undefined, DAY, YEN);
    expect(inYen).toContain(',finished,50,100,50,');
  });

  it('holds no text that a spreadsheet would run', () => {
    expect(csv('en', () => '=HYPERLINK("x")')[2]).toContain('"\'=HYPERLINK(""x"")"');
  });
});
