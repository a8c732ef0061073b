// Words on paper, in both languages: as a customer reads them, who knows none of the program's.
import type { Language } from '#shared/model/text.ts';
import type { Answer, Purpose } from '#shared/model/visit.ts';

type Words = {
  readonly card: string;
  readonly receipt: string;
  readonly trial: string;
  readonly time: string;
  readonly customer: string;
  readonly staff: string;
  readonly number: string;
  readonly purpose: string;
  readonly prepaid: string;
  readonly prepay: string;
  readonly more: string;
  readonly monthly: string;
  readonly benefit: string;
  readonly gift: string;
  readonly pointsSpent: string;
  readonly pointsEarned: string;
  readonly points: (count: number) => string;
  readonly draws: string;
  readonly drawsLeft: string;
  readonly times: (count: number) => string;
  readonly pieces: (name: string, count: number) => string;
  readonly until: string;
  readonly draw: (lottery: string, place: number) => string;
  readonly drawNumber: string;
  readonly result: string;
  readonly blank: string;
  readonly lease: string;
  readonly fingerprint: string;
  readonly seed: string;
  readonly scan: string;
  readonly keep: string;
  readonly askUs: string;
  readonly trialText: string;
  readonly purposes: Readonly<Record<Purpose, string>>;
  /** Null: nothing that the customer said. */
  readonly answers: Readonly<Record<Answer, string | null>>;
};

export const PAPER_WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    card: '优惠说明',
    receipt: '办理凭条',
    trial: '打印测试',
    time: '时间',
    customer: '客户',
    staff: '经办',
    number: '编号',
    purpose: '来办',
    prepaid: '实充',
    prepay: '一共存',
    more: '比原来打算多存',
    monthly: '每月',
    benefit: '您得到',
    gift: '礼品',
    pointsSpent: '使用积分',
    pointsEarned: '本次得积分',
    points: (count) => `${count}分`,
    draws: '抽奖',
    drawsLeft: '还可抽奖',
    times: (count) => `${count}次`,
    pieces: (name, count) => (count === 1 ? name : `${name} ${count}件`),
    until: '活动到',
    draw: (lottery, place) => `${lottery} 第${place}抽`,
    drawNumber: '您说的号码',
    result: '结果',
    blank: '没有抽中',
    lease: '奖券批次',
    fingerprint: '抽前亮出的指纹',
    seed: '抽后亮出的种子',
    scan: '扫码取验证数据：种子算一次SHA-256就是指纹',
    keep: '请收好这张凭条',
    askUs: '想办随时来，以当天活动为准',
    trialText: '看得清这一行，汉字没有变成问号，右边的数字对齐，纸也切断了，就可以用。',
    purposes: {
      'top-up': '充值',
      bill: '查账单',
      plan: '换套餐',
      fault: '报故障',
      complaint: '投诉',
      cancel: '销户',
      other: '其他',
    },
    answers: {
      accepted: '办了',
      later: '以后再说',
      declined: '不要',
      'has-it': '已经有了',
      'not-said': null,
    },
  },
  en: {
    card: 'Your offer',
    receipt: 'Receipt',
    trial: 'Printer test',
    time: 'Time',
    customer: 'Customer',
    staff: 'Served by',
    number: 'Number',
    purpose: 'Purpose',
    prepaid: 'Paid',
    prepay: 'Top up',
    more: 'More than planned',
    monthly: 'Per month',
    benefit: 'You get',
    gift: 'Gift',
    pointsSpent: 'Points used',
    pointsEarned: 'Points earned',
    points: String,
    draws: 'Draws',
    drawsLeft: 'Draws left',
    times: String,
    pieces: (name, count) => (count === 1 ? name : `${count} x ${name}`),
    until: 'Offer ends',
    draw: (lottery, place) => `${lottery}, draw ${place}`,
    drawNumber: 'Your number',
    result: 'Result',
    blank: 'No prize',
    lease: 'Ticket batch',
    fingerprint: 'Fingerprint shown before',
    seed: 'Seed shown after',
    scan: 'Scan to check: SHA-256 of seed = fingerprint',
    keep: 'Please keep this receipt',
    askUs: 'Come in any time; terms on the day apply',
    trialText:
      'If you can read this line, the figures line up on the right and the paper is cut, the printer works.',
    purposes: {
      'top-up': 'top-up',
      bill: 'bill',
      plan: 'plan',
      fault: 'fault',
      complaint: 'complaint',
      cancel: 'cancellation',
      other: 'other',
    },
    answers: {
      accepted: 'accepted',
      later: 'later',
      declined: 'declined',
      'has-it': 'already has it',
      'not-said': null,
    },
  },
};
