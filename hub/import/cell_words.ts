// Words that operators' files have for what is one of a few: yes and no, roles, purposes, groups, kinds of money.
import { VALUE_GROUP_NAMES } from '#shared/engine/groups/group_name.ts';
import { type ValueGroup, valueGroupSchema } from '#shared/model/customer.ts';
import type { Purpose } from '#shared/model/visit.ts';

/** 赠送 is money of the operator's, which no customer put down. */
export const MONEY_KINDS: Readonly<Record<string, string>> = {
  'top-up': 'top-up',
  充值: 'top-up',
  缴费: 'top-up',
  reversal: 'reversal',
  冲正: 'reversal',
  返销: 'reversal',
  撤销: 'reversal',
  退费: 'reversal',
  other: 'other',
  其他: 'other',
  赠送: 'other',
};

export const FLAGS: Readonly<Record<string, boolean>> = {
  是: true,
  有: true,
  已开通: true,
  开通: true,
  '√': true,
  '1': true,
  true: true,
  yes: true,
  y: true,
  否: false,
  无: false,
  未开通: false,
  '×': false,
  '0': false,
  false: false,
  no: false,
  n: false,
};

export const ROLES: Readonly<Record<string, string>> = {
  clerk: 'clerk',
  营业员: 'clerk',
  店员: 'clerk',
  manager: 'manager',
  店长: 'manager',
  经理: 'manager',
  班长: 'manager',
};

export const VALUE_GROUPS: Readonly<Record<string, ValueGroup>> = Object.fromEntries(
  valueGroupSchema.options.flatMap((group) => {
    const { zh, en } = VALUE_GROUP_NAMES[group];
    return [group, zh, en].map((word) => [word, group] as const);
  }),
);

export const PURPOSES: Readonly<Record<string, Purpose>> = {
  'top-up': 'top-up',
  充值: 'top-up',
  bill: 'bill',
  账单: 'bill',
  plan: 'plan',
  套餐: 'plan',
  fault: 'fault',
  故障: 'fault',
  complaint: 'complaint',
  投诉: 'complaint',
  cancel: 'cancel',
  销户: 'cancel',
  other: 'other',
  其他: 'other',
};

/** `constructor` is no word of a table. */
export function wordOf<T>(words: Readonly<Record<string, T>>, text: string): T | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
