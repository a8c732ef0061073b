// The customers of the training: invented, and each with something to be learned by. Their numbers are far above any of HQ's.
import { fen, type Fen } from '#shared/base/money.ts';
import {
  addDays,
  addMonths,
  type Day,
  lastDayOf,
  type Month,
  monthOfDay,
} from '#shared/base/month.ts';
import { type Customer, LIVES_ALONE, type Score, type UsageMonth } from '#shared/model/customer.ts';

/** Nobody of HQ's has a number so high: what is opened in training opens nobody at the counter. */
const FIRST_ID = 9_000_000_000_001;
const MONTHS = 12;

/** By how many months ago it was, 1 being the last one; left out: as in any month. */
type Habit = {
  readonly topUp: Fen | null;
  readonly spend: Fen | null;
  readonly voiceMinutes: number | null;
  readonly dataKb: number | null;
};

type Invented = {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  /** @param usual what most people here put on, fen */
  readonly habit: (ago: number, usual: Fen) => Partial<Habit> | null;
  readonly is?: (asOf: Day) => Partial<Customer>;
  readonly score?: Partial<Score>;
};

const MB = 1_024;

const PEOPLE: readonly Invented[] = [
  {
    // The errand as it mostly goes.
    name: '王小丽',
    pinyin: 'wangxiaoli',
    initials: 'wxl',
    habit: () => ({}),
    score: { valueGroup: 'new-video' },
  },
  {
    // Two of one name: what tells them apart stands beside it.
    name: '张建国',
    pinyin: 'zhangjianguo',
    initials: 'zjg',
    habit: (_, usual) => ({ dataKb: 0, voiceMinutes: 260, topUp: fen(usual * 0.6) }),
    is: () => ({ birthYear: 1956, area: '东关街' }),
    score: { valueGroup: 'basic' },
  },
  {
    name: '张建国',
    pinyin: 'zhangjianguo',
    initials: 'zjg',
    habit: (_, usual) => ({ spend: fen(usual * 1.6), topUp: fen(usual * 2) }),
    is: () => ({ birthYear: 1984, area: '西湖里' }),
  },
  {
    // Runs out of data and pays for it.
    name: '李浩然',
    pinyin: 'lihaoran',
    initials: 'lhr',
    habit: (_, usual) => ({
      dataKb: 46_080 * MB,
      spend: fen(usual * 2.4),
      topUp: fen(usual * 2.4),
    }),
    is: () => ({ birthYear: 2001 }),
    score: { valueGroup: 'netizen' },
  },
  {
    // A household.
    name: '陈静',
    pinyin: 'chenjing',
    initials: 'cj',
    habit: () => ({}),
    is: () => ({ household: FIRST_ID, birthYear: 1979 }),
  },
  {
    name: '陈晓东',
    pinyin: 'chenxiaodong',
    initials: 'cxd',
    habit: () => ({ dataKb: 20_480 * MB }),
    is: () => ({ household: FIRST_ID, birthYear: 2007 }),
    score: { valueGroup: 'netizen' },
  },
  {
    // The contract ends soon; has a file.
    name: '刘洋',
    pinyin: 'liuyang',
    initials: 'ly',
    habit: (_, usual) => ({ spend: fen(usual * 3), topUp: fen(usual * 3) }),
    is: (asOf) => ({
      contractEnd: addDays(asOf, 50),
      file: {
        occupation: '教师',
        hobbies: '羽毛球',
        householdIncome: '',
        children: '一个女儿',
        health: '',
        manager: '',
        keyDates: [{ kind: 'birthday', on: '05-20' }],
      },
    }),
    score: { valueGroup: 'full-service', risks: ['expiring'] },
  },
  {
    // Wants nothing recommended.
    name: '赵敏华',
    pinyin: 'zhaominhua',
    initials: 'zmh',
    habit: () => ({}),
    is: () => ({ optedOut: true }),
  },
  {
    // Complained days ago.
    name: '孙丽娟',
    pinyin: 'sunlijuan',
    initials: 'slj',
    habit: () => ({}),
    is: (asOf) => ({ lastComplaint: asOf }),
  },
  {
    // Owes money.
    name: '周强',
    pinyin: 'zhouqiang',
    initials: 'zq',
    habit: (ago) => (ago < 3 ? { topUp: fen(0) } : {}),
    is: () => ({ balance: fen(0), arrears: fen(12_600) }),
    score: { risks: ['arrears'] },
  },
  {
    // Falls silent, and may leave.
    name: '吴秀英',
    pinyin: 'wuxiuying',
    initials: 'wxy',
    habit: (ago, usual) =>
      ago < 3 ? { voiceMinutes: 0, dataKb: 0, topUp: fen(0), spend: fen(usual * 0.2) } : {},
    is: () => ({ birthYear: 1963 }),
    score: { stage: 'silent', risks: ['silent', 'leaving'] },
  },
  {
    // A name in parts; found by either.
    name: '阿依古丽·买买提',
    pinyin: 'ayigulimaimaiti',
    initials: 'ayglmmt',
    habit: () => ({}),
    is: () => ({ birthYear: 1992 }),
  },
  {
    // HQ does not know the use: unknown is said, and nothing is made of it.
    name: '马晓燕',
    pinyin: 'maxiaoyan',
    initials: 'mxy',
    habit: () => ({ voiceMinutes: null, dataKb: null }),
  },
  {
    // Came last month.
    name: '黄新',
    pinyin: 'huangxin',
    initials: 'hx',
    habit: (ago) => (ago > 1 ? null : {}),
    is: (asOf) => ({ since: addDays(asOf, -20), birthYear: 1998 }),
    score: { stage: 'new', valueGroup: null },
  },
];

/**
 * As HQ would publish them on that day.
 * @param usual what most people of the branch put on, in fen
 */
export function inventedCustomers(today: Day, usual: Fen): readonly Customer[] {
  const last = addMonths(monthOfDay(today), -1);
  const asOf = lastDayOf(last);
  return PEOPLE.map((person, index) => {
    const id = FIRST_ID + index;
    return {
      id,
      account: `LX${String(1_001 + index)}`,
      phone: `139000010${String(10 + index)}`,
      name: person.name,
      pinyin: person.pinyin,
      initials: person.initials,
      idTail: String(2_011 + 137 * index),
      area: '城关区',
      birthYear: 1988,
      since: addDays(asOf, -1_500 - 30 * index),
      plan: {
        code: 'training',
        name: { zh: '练习套餐', en: 'Training plan' },
        monthlyFee: fen(Math.round(usual * 0.8)),
        voiceMinutes: 200,
        dataKb: 20_480 * MB,
      },
      contractEnd: null,
      balance: fen(Math.round(usual * 0.3)),
      arrears: fen(0),
      points: 800,
      household: LIVES_ALONE,
      holdings: [],
      lastComplaint: null,
      optedOut: false,
      consent: null,
      blacklisted: false,
      months: monthsOf(person, last, usual),
      asOf,
      file: null,
      ...person.is?.(asOf),
      score: {
        asOf,
        valueGroup: 'basic',
        stage: 'mature',
        risks: [],
        labels: [],
        consumption: null,
        behaviour: null,
        churn: null,
        lifetime: null,
        ...person.score,
      },
    };
  });
}

const rounded = (amount: Fen | null): Fen | null =>
  amount === null ? null : fen(Math.round(amount));

function monthsOf({ habit }: Invented, last: Month, usual: Fen): UsageMonth[] {
  return Array.from({ length: MONTHS }, (_, index) => MONTHS - index).flatMap((ago) => {
    const own = habit(ago, usual);
    if (own === null) return [];
    const month = { spend: usual, topUp: usual, voiceMinutes: 140, dataKb: 9_216 * MB, ...own };
    const topUp = rounded(month.topUp);
    return [
      {
        month: addMonths(last, 1 - ago),
        spend: rounded(month.spend),
        voiceMinutes: month.voiceMinutes,
        dataKb: month.dataKb,
        topUp,
        topUpCount: topUp === null ? null : topUp === 0 ? 0 : 1,
        lastTopUp: topUp,
      },
    ];
  });
}
