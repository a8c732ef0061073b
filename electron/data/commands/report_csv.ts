// One line a visit, for a spreadsheet. No names or numbers of customers: HQ's row number only.
import type { Fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { Language } from '#shared/model/text.ts';
import { groupBy } from './group_by.ts';
import type { ReportRow } from '../store/report_rows.ts';
import type { Claim } from '../store/visits_taken.ts';

export type CsvNames = {
  readonly day: Day;
  readonly language: Language;
  readonly staff: (id: string) => string;
  readonly offer: (id: string) => string;
  readonly gift: (id: string) => string;
  /** `HH:MM` in branch time. */
  readonly time: (at: number) => string;
};

type Words = {
  readonly columns: readonly string[];
  /** The amount was beyond HQ's limits, and confirmed. */
  readonly asked: string;
  readonly finished: string;
  readonly unfinished: string;
  /** In place of a customer's number. */
  readonly walkIn: string;
  /** As on the screen: `renderer/app/locales`. */
  readonly values: Readonly<Record<string, string>>;
};

const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    asked: '是',
    finished: '办结',
    unfinished: '没办结',
    walkIn: '名单外',
    columns: [
      '日期',
      '时间',
      '营业员',
      '客户编号',
      '来意',
      '状态',
      '打算预存(元)',
      '实际预存(元)',
      '申报多存(元)',
      '说的话',
      '答复',
      '原因',
      '礼品',
      '金额已核对',
      '平常充值(元)',
      '破例礼品',
      '批准店长',
      '破例原因',
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
      'not-seen': '应得而电脑没认',
    },
  },
  en: {
    asked: 'yes',
    finished: 'finished',
    unfinished: 'unfinished',
    walkIn: 'not in the list',
    columns: [
      'Date',
      'Time',
      'Clerk',
      'Customer no.',
      'Purpose',
      'Status',
      'Meant to prepay',
      'Prepaid',
      'Claimed uplift',
      'Sentence',
      'Answer',
      'Reason',
      'Gifts',
      'Amount asked about',
      'Usual top-up',
      'Gift by exception',
      'Manager',
      'Why',
    ],
    values: {
      'top-up': 'top-up',
      bill: 'bill',
      plan: 'plan',
      fault: 'fault',
      complaint: 'complaint',
      cancel: 'cancel',
      other: 'other',
      accepted: 'accepted',
      later: 'later',
      declined: 'declined',
      'has-it': 'has it',
      'not-said': 'not said',
      'too-expensive': 'too expensive',
      'not-needed': 'not needed',
      thinking: 'thinking it over',
      'no-trust': 'no trust',
      'in-a-hurry': 'in a hurry',
      queue: 'long queue',
      'customer-upset': 'customer upset',
      'not-fitting': 'does not fit',
      'not-the-holder': 'not the holder',
      promised: 'promised before',
      replacement: 'replaces one',
      apology: 'an apology',
      'not-seen': 'earned, but not seen here',
    },
  },
};

const BOM = '\uFEFF';

export function reportToCsv(
  rows: readonly ReportRow[],
  claims: ReadonlyMap<string, Claim>,
  names: CsvNames,
): string {
  const words = WORDS[names.language];
  const lines = [...groupBy(rows, (row) => row.payload.visit).values()].map((visit) =>
    visitToCells(visit, claims, names, words),
  );
  return (
    BOM + [words.columns, ...lines].map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('')
  );
}

function visitToCells(
  rows: readonly ReportRow[],
  claims: ReadonlyMap<string, Claim>,
  names: CsvNames,
  words: Words,
): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const said = (code: string | null): string => (code === null ? '' : (words.values[code] ?? code));
  const answers = rows.flatMap((row) => (row.kind === 'answer.recorded' ? [row.payload] : []));
  const finish = rows.flatMap((row) => (row.kind === 'visit.finished' ? [row.payload] : [])).at(-1);
  const errand = rows
    .flatMap((row) => (row.kind === 'answer.recorded' ? [] : [row.payload]))
    .at(-1);
  const askedBack = errand?.askedBack;
  const exception = finish?.exception;
  return [
    names.day,
    names.time(first.at),
    names.staff(first.staff),
    first.payload.customer === null ? words.walkIn : String(first.payload.customer),
    said(errand?.purpose ?? null),
    finish === undefined ? words.unfinished : words.finished,
    toAmount(errand?.intended ?? null),
    toAmount(finish?.prepaid ?? null),
    toAmount(finish === undefined ? null : (claims.get(finish.visit)?.amount ?? null)),
    answers.map((answer) => names.offer(answer.offer)).join('; '),
    answers.map((answer) => said(answer.answer)).join('; '),
    answers
      .map((answer) => said(answer.declineReason ?? answer.notSaidReason) || (answer.laterOn ?? ''))
      .filter((reason) => reason !== '')
      .join('; '),
    (finish?.gifts ?? []).map(({ gift, count }) => `${names.gift(gift)} x${count}`).join('; '),
    askedBack === undefined ? '' : words.asked,
    toAmount(askedBack?.usual ?? null),
    exception === undefined ? '' : names.gift(exception.gift),
    exception === undefined ? '' : names.staff(exception.manager),
    exception === undefined
      ? ''
      : [said(exception.reason), exception.words ?? ''].filter((text) => text !== '').join(': '),
  ];
}

/** Plain digits, so that the spreadsheet adds them up. */
const toAmount = (amount: Fen | null): string => (amount === null ? '' : (amount / 100).toFixed(2));

/** A text that a spreadsheet would run as a formula is shown as text. */
function toCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
