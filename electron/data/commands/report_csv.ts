// One line a visit, for a spreadsheet. No names or numbers of customers: HQ's row number only.
import { CURRENCIES } from '#shared/base/currencies.ts';
import type { Day } from '#shared/base/month.ts';
import { type Currency, type Fen, minorUnits, plainAmount } from '#shared/base/money.ts';
import type { Language } from '#shared/model/text.ts';
import type { GiftCount, LineCorrection } from '#shared/engine/visit_line.ts';
import type { Matter } from '#shared/model/event.ts';
import type { VisitRow } from '../store/visit_rows.ts';

export type TableNames = {
  readonly language: Language;
  readonly currency: Currency;
  readonly staff: (id: string) => string;
  readonly offer: (id: string) => string;
  readonly gift: (id: string) => string;
  /** Null: this computer. */
  readonly device: (id: string) => string | null;
  /** It is no part of what the day was closed with, or ended with. */
  readonly isLate: (visit: VisitRow) => boolean;
  /** `HH:MM` in branch time, with its day before it where that is not the day of the line. */
  readonly time: (at: number, day: Day) => string;
};

/** A sheet of figures and words: amounts in whole units of the currency, so that a spreadsheet adds them up. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

type Words = {
  readonly columns: readonly string[];
  /** The amount was beyond HQ's limits, and confirmed; the visit came late. */
  readonly yes: string;
  /** In place of a customer's number. */
  readonly walkIn: string;
  readonly thisComputer: string;
  readonly states: Readonly<Record<VisitRow['state'], string>>;
  readonly corrected: Readonly<Record<LineCorrection['what'], string>>;
  /** As on the screen: `renderer/app/locales`. */
  readonly values: Readonly<Record<string, string>>;
};

const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    yes: '是',
    walkIn: '名单外',
    thisComputer: '本机',
    states: { finished: '办结', unfinished: '没办结', left: '没办就退出', void: '作废' },
    corrected: { void: '作废', amount: '更正金额', answer: '更正回答', gift: '更正礼品' },
    columns: [
      '日期',
      '时间',
      '电脑',
      '营业员',
      '客户编号',
      '来意',
      '状态',
      '打算预存',
      '实际预存',
      '申报多存',
      '说的话',
      '回答',
      '原因',
      '礼品',
      '金额已核对',
      '平常充值',
      '破例礼品',
      '批准店长',
      '破例原因',
      '更正',
      '后改的打算',
      '后来补到',
    ],
    values: {
      'top-up': '充值',
      bill: '查账单',
      plan: '换套餐',
      fault: '报故障',
      complaint: '投诉',
      cancel: '销户',
      other: '其他',
      accepted: '接受',
      later: '以后再说',
      declined: '不要',
      'has-it': '已经有了',
      'not-said': '我没说',
      'care.accepted': '说好',
      'care.later': '以后再说',
      'care.declined': '不想听',
      'care.has-it': '已经好了',
      'care.not-said': '我没说',
      'too-expensive': '太贵',
      'not-needed': '用不着',
      thinking: '再想想',
      'no-trust': '不放心',
      'in-a-hurry': '赶时间',
      queue: '排队人多',
      'customer-upset': '客户不高兴',
      'not-fitting': '不合适',
      'not-the-holder': '不是机主',
      promised: '以前答应过',
      replacement: '换坏的或补发',
      apology: '向客户道歉',
      'not-seen': '该送，系统没算上',
      'no-signal': '没信号',
      slow: '网速慢',
      'no-line': '上不了网',
      'no-picture': '电视看不了',
      broken: '设备坏了',
      charge: '费用有疑问',
      promise: '和当初说的不一样',
      network: '信号、网速不好',
      service: '服务态度',
      'not-mended': '报过没修好',
      price: '资费太贵',
      moving: '搬家、离开本地',
      'another-operator': '换了别的运营商',
      'not-used': '用不着了',
      unhappy: '用得不满意',
    },
  },
  en: {
    yes: 'yes',
    walkIn: 'not in the list',
    thisComputer: 'this computer',
    states: {
      finished: 'finished',
      unfinished: 'unfinished',
      left: 'closed, nothing done',
      void: 'void',
    },
    corrected: {
      void: 'voided',
      amount: 'amount corrected',
      answer: 'answer corrected',
      gift: 'gift corrected',
    },
    columns: [
      'Date',
      'Time',
      'Computer',
      'Clerk',
      'Customer no.',
      'Purpose',
      'Status',
      'Planned',
      'Paid',
      'Claimed uplift',
      'Offer',
      'Answer',
      'Reason',
      'Gifts',
      'Amount queried',
      'Usual top-up',
      'Gift by exception',
      'Manager',
      'Exception reason',
      'Corrections',
      'Planned later',
      'Arrived late',
    ],
    values: {
      'top-up': 'top-up',
      bill: 'bill',
      plan: 'plan',
      fault: 'fault',
      complaint: 'complaint',
      cancel: 'cancellation',
      other: 'other',
      accepted: 'accepted',
      later: 'later',
      declined: 'declined',
      'has-it': 'has it',
      'not-said': 'skipped',
      'care.accepted': 'pleased',
      'care.later': 'later',
      'care.declined': 'not interested',
      'care.has-it': 'sorted already',
      'care.not-said': 'skipped',
      'too-expensive': 'too expensive',
      'not-needed': 'not needed',
      thinking: 'thinking it over',
      'no-trust': 'does not trust it',
      'in-a-hurry': 'in a hurry',
      queue: 'long queue',
      'customer-upset': 'customer upset',
      'not-fitting': 'not suitable',
      'not-the-holder': 'not the holder',
      promised: 'promised earlier',
      replacement: 'replacement',
      apology: 'an apology',
      'not-seen': 'earned, but the system missed it',
      'no-signal': 'no signal',
      slow: 'slow internet',
      'no-line': 'no internet',
      'no-picture': 'no TV',
      broken: 'faulty device',
      charge: 'charges',
      promise: 'not as promised',
      network: 'signal or speed',
      service: 'service',
      'not-mended': 'still not fixed',
      price: 'too expensive',
      moving: 'moving away',
      'another-operator': 'switching operator',
      'not-used': 'no longer needed',
      unhappy: 'not satisfied',
    },
  },
};

/** One line a visit, void ones too: a file hides nothing. */
export function visitTable(visits: readonly VisitRow[], names: TableNames): Table {
  const words = WORDS[names.language];
  return {
    columns: words.columns.map((word, at) =>
      AMOUNTS.has(at)
        ? names.language === 'en'
          ? `${word} (${unitOf(names)})`
          : `${word}(${unitOf(names)})`
        : word,
    ),
    rows: visits.map((visit) => visitToCells(visit, names, words)),
  };
}

function visitToCells(visit: VisitRow, names: TableNames, words: Words): Table['rows'][number] {
  const said = (code: string): string => words.values[code] ?? code;
  const amount = (value: Fen | null): number | null =>
    value === null ? null : value / minorUnits(names.currency);
  const { answers, gifts, corrections, asked, exception, matter } = visit;
  // What counts nowhere is in no sum over a column; of a void visit the corrections say what was taken away.
  const counts = visit.state === 'finished';
  return [
    visit.day,
    names.time(visit.at, visit.day),
    names.device(visit.device) ?? words.thisComputer,
    names.staff(visit.staff),
    visit.customer ?? words.walkIn,
    said(visit.purpose),
    words.states[visit.state],
    amount(visit.intended),
    counts ? amount(visit.prepaid) : null,
    counts ? amount(visit.claim?.amount ?? null) : null,
    answers.map((answer) => names.offer(answer.offer)).join('; '),
    answers.map(({ answer, isCare }) => said(isCare ? `care.${answer}` : answer)).join('; '),
    [
      ...answers.map(({ reason, laterOn }) => (reason === null ? (laterOn ?? '') : said(reason))),
      ...(matter === null || matter === undefined ? [] : [matterText(said(matter.reason), matter)]),
    ]
      .filter((reason) => reason !== '')
      .join('; '),
    counts ? giftText(gifts, names) : '',
    asked === null ? '' : words.yes,
    amount(asked?.usual ?? null),
    exception === null ? '' : names.gift(exception.gift),
    exception === null ? '' : names.staff(exception.manager),
    exception === null
      ? ''
      : [said(exception.reason), exception.words ?? ''].filter((text) => text !== '').join(': '),
    corrections
      .map(({ at, what, before, after, answers: answer, gifts: gift, approvedBy, reason }) => {
        const changes = [
          ...(what === 'amount' || what === 'void'
            ? [`${amountText(before.prepaid, names)} -> ${amountText(after.prepaid, names)}`]
            : []),
          ...(answer === null
            ? []
            : [`${said(answer.from)} -> ${answer.to === null ? '-' : said(answer.to)}`]),
          ...(gift === null ? [] : [giftsText(gift.from, gift.to, names)]),
          ...(what === 'void' && gifts.length > 0 ? [giftsText(gifts, [], names)] : []),
        ].join(', ');
        const who = names.staff(approvedBy);
        return `${names.time(at, visit.day)} ${words.corrected[what]} ${changes} (${who}: ${reason})`;
      })
      .join('; '),
    // The claim goes by the larger of both.
    amount(visit.laterIntended),
    names.isLate(visit) ? words.yes : '',
  ];
}

const giftText = (gifts: readonly GiftCount[], names: TableNames): string =>
  gifts.map(({ gift, count }) => `${names.gift(gift)} x${count}`).join('; ');

const giftsText = (
  from: readonly GiftCount[],
  to: readonly GiftCount[],
  names: TableNames,
): string => `${giftText(from, names) || '-'} -> ${giftText(to, names) || '-'}`;

const matterText = (reason: string, { words }: Matter): string =>
  words === null ? reason : `${reason}: ${words}`;

const amountText = (amount: Fen | null, { currency }: TableNames): string =>
  amount === null ? '-' : plainAmount(amount, currency);

const unitOf = ({ currency, language }: TableNames): string =>
  CURRENCIES[currency].unit[language === 'en' ? 'en' : 'zh'];

const BOM = '\uFEFF';
/** Of `Table`: its amounts, which are written with the decimals of the currency. */
export const AMOUNTS: ReadonlySet<number> = new Set([7, 8, 9, 15, 20]);

export const tableToCsv = ({ columns, rows }: Table, currency: Currency): string =>
  BOM +
  [columns, ...rows.map((row) => row.map((cell, at) => cellText(cell, at, currency)))]
    .map((cells) => `${cells.map(toCell).join(',')}\r\n`)
    .join('');

const cellText = (value: string | number | null, column: number, currency: Currency): string => {
  if (value === null) return '';
  return typeof value === 'number' && AMOUNTS.has(column)
    ? value.toFixed(CURRENCIES[currency].digits)
    : String(value);
};

/** A text that a spreadsheet would run as a formula is shown as text. */
function toCell(value: string): string {
  const safe =
    /^[=+\-@＝＋－＠\t\r\n]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
