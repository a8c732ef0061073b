// Headers that a first map recognises beside those of the shipped maps: figures in another unit, and files of one month.

export type SuggestedWords = {
  readonly field: string;
  readonly unit?: string;
  readonly names: readonly string[];
};

/** Other names of columns, and terms and ages, which no map can take for days and years. */
export const OTHER_NAMES: readonly SuggestedWords[] = [
  { field: 'name', names: ['cust name', 'subscriber name', 'client name', '客户名', '用户名'] },
  { field: 'phone', names: ['用户手机号', 'subscriber no', 'subscriber number', 'bill id', 'mdn'] },
  { field: 'area', names: ['小区名称', '区域', '片区', 'city', 'region', 'location'] },
  {
    field: 'since',
    names: [
      'open date',
      'create date',
      'innet date',
      'start date',
      'opened on',
      '首次激活时间',
      'activation dt',
      'date of activation',
      'open dt',
      'join dt',
      '开户日',
      '激活时间',
    ],
  },
  {
    field: 'contract_end',
    names: [
      '合约失效时间',
      '合约失效日期',
      '协议失效时间',
      '协议失效日期',
      '合约终止日期',
      '有效期至',
      'contract expiry date',
      'expiry date',
      'expire date',
      'end date',
    ],
  },
  {
    field: 'arrears',
    unit: 'yuan',
    names: [
      '累计欠费',
      '欠费总额',
      '欠费余额',
      'owe fee',
      'outstanding',
      'outstanding amount',
      'overdue',
    ],
  },
  { field: 'opted_out', names: ['do not call', 'dnd', 'opted out', 'opt out', '是否谢绝营销'] },
  { field: 'leave_chance', names: ['churn score', 'churn probability', 'churn prob'] },
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
      'subscription length',
      'tenure months',
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
    names: ['出生日期', '出生年月日', '生日', 'birthday', 'birth date', 'date of birth', 'dob'],
  },
  { field: 'contract_end', unit: 'days-left', names: ['合约剩余天数', '剩余天数', 'days left'] },
  {
    field: 'contract_end',
    unit: 'months-left',
    names: ['合约剩余月数', '剩余月数', 'months left'],
  },
];

/** What may say who has left already, or who will: a person knows. */
export const LEFT_FLAG: SuggestedWords = {
  field: 'has_left',
  unit: 'flag',
  names: ['churn', 'churn flag', 'churned', 'churn label', 'exited', 'attrition flag'],
};

/** With the months in the headers, beside those of the shipped map. */
export const MONTH_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  spend: [
    '{month}出账收入',
    '{month}出账金额',
    '{month}消费金额',
    '{month}账单',
    '{month}收入',
    '{month}revenue',
    '{month}bill',
    '{month}charges',
    '{month}arpu',
    'rev_{month}',
    'arpu_{month}',
    'charges_{month}',
  ],
  voice_minutes: ['{month}通话时长', '{month}语音时长', '{month}minutes', '{month}voice minutes'],
  data_kb: ['{month}流量', '{month}DOU', 'DOU_{month}', '{month}data', 'data_{month}'],
  top_up: ['{month}缴费', '{month}缴费金额', '{month}recharge', '{month}top up'],
  top_up_count: ['{month}充值笔数', '{month}缴费次数', '{month}recharges'],
};

/** Of a file that has one month and does not name it, or one row a month. */
export const ONE_MONTH: readonly SuggestedWords[] = [
  {
    field: 'spend',
    unit: 'yuan',
    names: [
      '当月消费',
      '当月出账',
      '当月出账金额',
      '出账收入',
      '当月应收',
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
      'monthly charge',
      'monthly revenue',
      'bill amount',
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
      'voice minutes',
      'call minutes',
    ],
  },
  {
    field: 'voice_minutes',
    unit: 'seconds',
    names: ['通话秒数', '通话时长（秒）', 'seconds of use'],
  },
  {
    field: 'data_kb',
    unit: 'MB',
    names: [
      '流量MB',
      '流量（MB）',
      '当月流量',
      'DOU',
      '当月DOU',
      'data mb',
      'dou mb',
      'data usage',
    ],
  },
  { field: 'data_kb', unit: 'KB', names: ['流量KB', '流量（KB）', 'GPRS总流量（KB）', 'data kb'] },
  {
    field: 'data_kb',
    unit: 'GB',
    names: ['流量GB', '流量（GB）', '当月流量（GB）', 'data gb', '当月DOU', 'data usage'],
  },
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
      'recharge amt',
      'top up amt',
      'total recharge amount',
      'topup',
    ],
  },
  {
    field: 'top_up_count',
    names: [
      '充值次数',
      '缴费次数',
      '充值笔数',
      'top ups',
      'recharges',
      'recharge count',
      'recharge cnt',
    ],
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
  'bill month',
  'acct month',
  'stat month',
  'statis month',
  'bill cycle',
  'cycle',
  '账单月',
  '出账月',
  'yyyymm',
  'billing month',
  'month id',
  'bill mth',
  'billing cycle',
  'acct period',
  'period',
  '账务周期',
  '结算月',
];
