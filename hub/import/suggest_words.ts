// Headers that a first map recognises beside those of the shipped maps: figures in another unit, and files of one month.

export type SuggestedWords = {
  readonly field: string;
  readonly unit?: string;
  readonly names: readonly string[];
};

/** Terms and ages, which no map can take for days and years. */
export const OTHER_UNITS: readonly SuggestedWords[] = [
  {
    field: 'since',
    unit: 'months-on-network',
    names: [
      '在网月数',
      '网龄',
      '网龄（月）',
      '在网时长（月）',
      '在网时长',
      'tenure',
      'months in service',
    ],
  },
  {
    field: 'since',
    unit: 'days-on-network',
    names: ['在网天数', '入网天数', 'aon', 'age on network'],
  },
  { field: 'since', unit: 'years-on-network', names: ['在网年数', '网龄（年）'] },
  { field: 'birth_year', unit: 'age', names: ['年龄', '客户年龄', 'age'] },
  {
    field: 'birth_year',
    unit: 'birthday',
    names: ['出生日期', '出生年月日', '生日', 'birthday', 'birth date'],
  },
  { field: 'contract_end', unit: 'days-left', names: ['合约剩余天数', '剩余天数', 'days left'] },
  {
    field: 'contract_end',
    unit: 'months-left',
    names: ['合约剩余月数', '剩余月数', 'months left'],
  },
];

/** Of a file that has one month and does not name it, or one row a month. */
export const ONE_MONTH: readonly SuggestedWords[] = [
  {
    field: 'spend',
    unit: 'yuan',
    names: [
      '当月消费',
      '本月消费',
      '消费',
      '消费金额',
      '月消费',
      '当月ARPU',
      'ARPU',
      '出账金额',
      '账单金额',
      '月租',
      'monthly charges',
      'charge amount',
      'revenue',
      'spend',
    ],
  },
  {
    field: 'voice_minutes',
    unit: 'minutes',
    names: [
      '当月MOU',
      'MOU',
      '通话分钟',
      '通话分钟数',
      '通话时长',
      '语音时长',
      '当月通话时长',
      'minutes of use',
    ],
  },
  {
    field: 'voice_minutes',
    unit: 'seconds',
    names: ['通话秒数', '通话时长（秒）', 'seconds of use'],
  },
  { field: 'data_kb', unit: 'MB', names: ['流量MB', '流量（MB）', '当月流量', 'DOU', 'data mb'] },
  { field: 'data_kb', unit: 'KB', names: ['流量KB', '流量（KB）', 'GPRS总流量（KB）', 'data kb'] },
  { field: 'data_kb', unit: 'GB', names: ['流量GB', '流量（GB）', '当月流量（GB）', 'data gb'] },
  {
    field: 'top_up',
    unit: 'yuan',
    names: [
      '充值',
      '充值金额',
      '当月充值',
      '本月充值',
      '缴费',
      '缴费金额',
      'top up amount',
      'recharge amount',
      'total recharge amount',
      'topup',
    ],
  },
  {
    field: 'top_up_count',
    names: ['充值次数', '缴费次数', '充值笔数', 'top ups', 'recharges', 'recharge count'],
  },
];

/** Of a file whose rows are one month each. */
export const MONTH_COLUMN = [
  '账期',
  '帐期',
  '月份',
  '统计月份',
  '统计月',
  '计费月',
  '账务月',
  '数据月份',
  '年月',
  'month',
  'yyyymm',
  'billing month',
  'month id',
];
