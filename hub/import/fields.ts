// The fields that a file may fill, by entity: their kind, and what a blank cell means.

import { CURRENCIES, CURRENCY_CODES } from '#shared/base/currencies.ts';

export type FieldKind =
  | 'text'
  | 'person'
  | 'account'
  | 'code'
  | 'phone'
  | 'id-tail'
  | 'money'
  | 'signed-money'
  | 'minutes'
  | 'data'
  | 'count'
  | 'number'
  | 'percent'
  | 'birth-year'
  | 'weekday'
  | 'day'
  | 'past-day'
  | 'end-day'
  | 'local-time'
  | 'moment'
  | 'money-kind'
  | 'month-days'
  | 'purpose'
  | 'value-group'
  | 'flag'
  | 'role'
  | 'pin'
  | 'currency'
  | 'time-zone';

export type Cell = string | number | boolean | null;

export type Field = {
  readonly kind: FieldKind;
  /** What a blank cell becomes; `required`: a blank cell is a bad cell. */
  readonly blank: Cell | 'required';
  /** What it becomes where the map says that a blank means none; left out: by the kind. */
  readonly none?: null;
  /** Of money: an average or an estimate, so a fraction of the smallest unit is rounded; else it is a bad cell. */
  readonly isReckoned?: true;
  /** Of figures, in the hub's units: from here on nines alone (`99999`) stand for none or no limit. */
  readonly ninesFrom?: number;
  /** Of text: `3-5` of an address that a spreadsheet made a day of is a bad cell. */
  readonly isNoDay?: true;
};

const required = (kind: FieldKind): Field => ({ kind, blank: 'required' });
const orEmpty = (kind: FieldKind): Field => ({ kind, blank: '' });
const orNull = (kind: FieldKind): Field => ({ kind, blank: null });

const upTo = (field: Field, ninesFrom: number): Field => ({ ...field, ninesFrom });
/** 99,999 yuan or rupees; all minutes of a month; 95 GB. */
const [NINES_OF_MONEY, NINES_OF_MINUTES, NINES_OF_DATA] = [9_999_900, 44_640, 99_999_999];

/** Each is named as its table. */
export const ENTITIES = [
  'customer',
  'staff',
  'branch',
  'gift',
  'plan',
  'visit_record',
  'customer_file',
  'top_up',
] as const;
export type Entity = (typeof ENTITIES)[number];

export const FIELDS: Readonly<Record<Entity, Readonly<Record<string, Field>>>> = {
  customer: {
    branch: required('code'),
    account: required('account'),
    phone: orEmpty('phone'),
    name: orEmpty('person'),
    id_tail: orEmpty('id-tail'),
    area: { ...orEmpty('text'), isNoDay: true },
    birth_year: orNull('birth-year'),
    since: orNull('past-day'),
    plan: orNull('code'),
    contract_end: orNull('end-day'),
    balance: upTo(orNull('signed-money'), NINES_OF_MONEY),
    arrears: upTo(orNull('money'), NINES_OF_MONEY),
    points: upTo(orNull('count'), 999_999),
    household: orNull('number'),
    last_complaint: orNull('past-day'),
    opted_out: orNull('flag'),
    blacklisted: orNull('flag'),
    leave_chance: orNull('percent'),
    value_group: orNull('value-group'),
    // No value is none, not a value of 0.
    future_value: { kind: 'money', blank: null, none: null, isReckoned: true },
    has_left: orNull('past-day'),
    ported_out: orNull('past-day'),
    as_of: required('day'),
  },
  staff: {
    branch: required('code'),
    id: required('code'),
    name: required('person'),
    role: required('role'),
    pin: required('pin'),
    active: { kind: 'flag', blank: true },
  },
  branch: {
    code: required('code'),
    name_zh: required('text'),
    name_en: required('text'),
    time_zone: required('time-zone'),
    currency: required('currency'),
    privilege_weekday: orNull('weekday'),
    region: orEmpty('text'),
  },
  gift: {
    branch: required('code'),
    id: required('code'),
    name_zh: required('text'),
    name_en: required('text'),
    cost: required('money'),
    allocated: required('count'),
  },
  plan: {
    code: required('code'),
    name_zh: required('text'),
    name_en: required('text'),
    monthly_fee: required('money'),
    voice_minutes: orNull('minutes'),
    data_kb: orNull('data'),
  },
  visit_record: {
    branch: required('code'),
    account: required('account'),
    local_time: required('local-time'),
    purpose: required('purpose'),
    prepaid: orNull('money'),
  },
  customer_file: {
    branch: required('code'),
    account: required('account'),
    occupation: orEmpty('text'),
    hobbies: orEmpty('text'),
    household_income: orEmpty('text'),
    children: orEmpty('text'),
    health: orEmpty('text'),
    manager: orEmpty('text'),
    birthday: orNull('month-days'),
    spouse_birthday: orNull('month-days'),
    child_birthday: orNull('month-days'),
    parent_birthday: orNull('month-days'),
    wedding: orNull('month-days'),
  },
  top_up: {
    branch: orNull('code'),
    account: required('account'),
    moment: required('moment'),
    amount: required('signed-money'),
    kind: { kind: 'money-kind', blank: 'top-up' },
    channel: orEmpty('text'),
    serial: orEmpty('code'),
    reverses: orEmpty('code'),
  },
};

/** Its rows belong to customers that the hub must have already. */
export const isOfCustomers = (entity: Entity): boolean =>
  entity === 'visit_record' || entity === 'customer_file' || entity === 'top_up';

/** The field whose column a map must name; it tells the rows of one branch apart, of visits together with their time. */
export const KEY_FIELD: Readonly<Record<Entity, string>> = {
  customer: 'account',
  staff: 'id',
  branch: 'code',
  gift: 'id',
  plan: 'code',
  visit_record: 'account',
  customer_file: 'account',
  top_up: 'account',
};

/** The field that a row which stands twice repeats. */
export const repeatedField = (entity: Entity): string =>
  entity === 'top_up' ? 'serial' : KEY_FIELD[entity];

/** Fields of one month of use: a blank cell is not known, never 0. Corrections may make a month's spend negative. */
export const MONTH_FIELDS: Readonly<Record<string, Field>> = {
  spend: { ...upTo(orNull('signed-money'), NINES_OF_MONEY), isReckoned: true },
  voice_minutes: upTo(orNull('minutes'), NINES_OF_MINUTES),
  data_kb: upTo(orNull('data'), NINES_OF_DATA),
  top_up: upTo(orNull('money'), NINES_OF_MONEY),
  top_up_count: upTo(orNull('count'), 9_999),
  last_top_up: upTo(orNull('money'), NINES_OF_MONEY),
};

const COUNTED: ReadonlySet<FieldKind> = new Set([
  'money',
  'signed-money',
  'minutes',
  'data',
  'count',
]);

/** What a blank cell stands for where the map says that it means none: zero of what is counted, no, else nothing. */
export function noneOf({ kind, blank, none }: Field): Cell | 'required' {
  if (blank !== null || none === null) return blank;
  // Household number 0 has one customer.
  return COUNTED.has(kind) || kind === 'number' ? 0 : kind === 'flag' ? false : null;
}

const MONEY_UNITS = CURRENCY_CODES.flatMap((code) => Object.keys(CURRENCIES[code].units));

/** Units that a map may state; money has no default, for yuan and fen look alike. */
export const UNITS: Readonly<Partial<Record<FieldKind, readonly string[]>>> = {
  money: MONEY_UNITS,
  'signed-money': MONEY_UNITS,
  minutes: ['minutes', 'seconds', 'hours', 'h:mm', 'm:ss'],
  data: ['KB', 'MB', 'GB'],
  'past-day': ['day', 'days-on-network', 'months-on-network', 'years-on-network', 'flag'],
  'end-day': ['day', 'days-left', 'months-left', 'years-left'],
  'birth-year': ['year', 'age', 'birthday', 'id-number'],
  percent: ['percent', 'share'],
};

/** What names a person or thing: every character of it counts, so no spreadsheet may have made a number of it. */
export const isCode = (kind: FieldKind): boolean =>
  ['account', 'code', 'phone', 'id-tail', 'pin', 'number'].includes(kind);

/** Columns of these may be added up. */
export const isFigure = (kind: FieldKind): boolean =>
  ['money', 'signed-money', 'minutes', 'data', 'count'].includes(kind);
