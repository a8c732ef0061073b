// The manager's figures from a day's entries.
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day, type Instant } from '#shared/base/month.ts';
import type { Answer, Purpose } from '#shared/model/visit.ts';
import { newId } from '#tests/fixtures/ledger.ts';
import type { ReportRow } from '../store/report_rows.ts';
import type { Claim } from '../store/visits_taken.ts';
import { reportToCsv } from './report_csv.ts';
import {
  type DayKnown,
  figuresByClerk,
  figuresByHour,
  figuresByOffer,
  figuresOf,
  lineOfDay,
} from './report_figures.ts';

type Finish = { readonly intended: number | null; readonly prepaid: number | null };
const minuteOf = (at: number): number => at;
const toFen = (amount: number | null) => (amount === null ? null : fen(amount));

/** One visit's rows; `minute` stands for the instant. */
function visit(
  minute: number,
  staff: string,
  answers: readonly (readonly [string, Answer])[],
  finish: Finish | null,
  purpose: Purpose = 'top-up',
): readonly ReportRow[] {
  const id = newId();
  const at = minute as Instant;
  const rows: ReportRow[] = [
    {
      kind: 'visit.started',
      at,
      staff,
      payload: { visit: id, customer: 7, purpose, intended: toFen(finish?.intended ?? null) },
    },
    ...answers.map(([offer, answer]): ReportRow => ({
      kind: 'answer.recorded',
      at,
      staff,
      payload: {
        visit: id,
        customer: 7,
        decision: newId(),
        offer,
        tier: 't',
        treatment: 'p',
        answer,
        declineReason: answer === 'declined' ? 'too-expensive' : null,
        notSaidReason: answer === 'not-said' ? 'queue' : null,
        laterOn: null,
      },
    })),
  ];
  if (finish === null) return rows;
  return [
    ...rows,
    {
      kind: 'visit.finished',
      at,
      staff,
      payload: {
        visit: id,
        customer: 7,
        purpose,
        intended: toFen(finish.intended),
        prepaid: toFen(finish.prepaid),
        gifts: [{ gift: 'umbrella', count: 2 }],
      },
    },
  ];
}

const DAY: readonly ReportRow[] = [
  ...visit(
    545,
    'c1',
    [
      ['gift', 'accepted'],
      ['data', 'declined'],
    ],
    { intended: 5_000, prepaid: 10_000 },
  ),
  ...visit(545, 'c2', [['gift', 'declined']], { intended: 5_000, prepaid: 5_000 }),
  ...visit(600, 'c1', [['gift', 'not-said']], { intended: null, prepaid: null }),
  ...visit(610, 'c2', [['data', 'accepted']], { intended: null, prepaid: 3_000 }),
  ...visit(620, 'c2', [['gift', 'has-it']], { intended: 2_000, prepaid: 9_000 }, 'bill'),
  ...visit(630, 'c1', [['greeting', 'accepted']], null),
];

const [first] = DAY;
const claims = new Map<string, Claim>([
  [first?.payload.visit ?? '', { offer: 'gift', amount: fen(5_000) }],
]);
const KNOWN: DayKnown = { claims, isCare: (offer) => offer === 'greeting' };

describe('a walk-in', () => {
  const id = newId();
  const walkIn: readonly ReportRow[] = [
    {
      kind: 'visit.started',
      at: 600 as Instant,
      staff: 'c1',
      payload: { visit: id, customer: null, purpose: 'top-up', intended: fen(3_000) },
    },
    {
      kind: 'visit.finished',
      at: 600 as Instant,
      staff: 'c1',
      payload: {
        visit: id,
        customer: null,
        purpose: 'top-up',
        intended: fen(3_000),
        prepaid: fen(5_000),
        gifts: [],
      },
    },
  ];
  const known: DayKnown = { claims: new Map(), isCare: () => false };

  it('is a visit without a sentence: its money counts, and nothing is claimed', () => {
    expect(figuresOf(walkIn, known)).toEqual({
      visits: 1,
      prepaid: 5_000,
      claimed: 0,
      said: 0,
      accepted: 0,
      care: 0,
    });
  });

  it('has no number of a customer in the file', () => {
    const csv = reportToCsv(walkIn, new Map(), {
      day: day('2026-11-18'),
      language: 'zh-CN',
      staff: (staff) => staff,
      offer: (offer) => offer,
      gift: (gift) => gift,
      time: () => '10:00',
    });
    expect(csv.split('\r\n')[1]).toBe('2026-11-18,10:00,c1,名单外,充值,办结,30.00,50.00,,,,,');
  });
});

describe('figures', () => {
  it('sum up the day', () => {
    expect(figuresOf(DAY, KNOWN)).toEqual({
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
    const clerks = figuresByClerk(DAY, KNOWN, (id) => `name of ${id}`);
    expect(clerks.map(({ staff, name, claimed }) => [staff, name, claimed])).toEqual([
      ['c1', 'name of c1', 5_000],
      ['c2', 'name of c2', 0],
    ]);
    expect(clerks.reduce((sum, { prepaid }) => sum + prepaid, 0)).toBe(27_000);
  });

  it('by hour hold hours with events only', () => {
    expect(figuresByHour(DAY, KNOWN, minuteOf).map(({ hour, prepaid }) => [hour, prepaid])).toEqual(
      [
        [9, 15_000],
        [10, 12_000],
      ],
    );
  });

  it('by offer credit a claim to its offer, and tell care apart', () => {
    const offers = figuresByOffer(DAY, KNOWN, (id) => ({ zh: id, en: id }));
    expect(offers.map(({ name: _name, ...figures }) => figures)).toEqual([
      {
        offer: 'gift',
        said: 3,
        accepted: 1,
        later: 0,
        declined: 1,
        hasIt: 1,
        notSaid: 1,
        claimed: 5_000,
        isCare: false,
      },
      {
        offer: 'data',
        said: 2,
        accepted: 1,
        later: 0,
        declined: 1,
        hasIt: 0,
        notSaid: 0,
        claimed: 0,
        isCare: false,
      },
      {
        offer: 'greeting',
        said: 1,
        accepted: 1,
        later: 0,
        declined: 0,
        hasIt: 0,
        notSaid: 0,
        claimed: 0,
        isCare: true,
      },
    ]);
  });

  it('grow along the line, one point a minute', () => {
    expect(lineOfDay(DAY, KNOWN, minuteOf)).toEqual([
      { minute: 545, prepaid: 15_000, claimed: 5_000 },
      { minute: 610, prepaid: 18_000, claimed: 5_000 },
      { minute: 620, prepaid: 27_000, claimed: 5_000 },
    ]);
  });

  it('of an empty day are nought', () => {
    expect(figuresOf([], KNOWN)).toEqual({
      visits: 0,
      prepaid: 0,
      claimed: 0,
      said: 0,
      accepted: 0,
      care: 0,
    });
    expect(lineOfDay([], KNOWN, minuteOf)).toEqual([]);
  });
});

const csv = (language: 'zh-CN' | 'en', offer = (id: string) => id) =>
  reportToCsv(DAY, claims, {
    day: day('2026-11-18'),
    language,
    staff: (id) => `clerk ${id}`,
    offer,
    gift: () => 'umbrella, red',
    time: (at) => `t${at}`,
  }).split('\r\n');

describe('the file', () => {
  it('has one line a visit, in both languages', () => {
    expect(csv('en').slice(1, 3)).toEqual([
      '2026-11-18,t545,clerk c1,7,top-up,finished,50.00,100.00,50.00,gift; data,accepted; declined,too expensive,"umbrella, red x2",,,,,',
      '2026-11-18,t545,clerk c2,7,top-up,finished,50.00,50.00,,gift,declined,too expensive,"umbrella, red x2",,,,,',
    ]);
    expect(csv('zh-CN')[0]).toBe(
      '\uFEFF日期,时间,营业员,客户编号,来意,状态,打算预存(元),实际预存(元),申报多存(元),说的话,答复,原因,礼品,金额已核对,平常充值(元),破例礼品,批准店长,破例原因',
    );
    expect(csv('zh-CN')).toHaveLength(8);
    // Nobody takes an open visit for one that was finished.
    expect(csv('zh-CN')[6]).toMatch(/,没办结,,,,greeting,接受,/);
  });

  it('holds no text that a spreadsheet would run', () => {
    expect(csv('en', () => '=HYPERLINK("x")')[2]).toContain('"\'=HYPERLINK(""x"")"');
  });
});
