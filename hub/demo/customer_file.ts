// The file (档案) of demo customers worth knowing well: all of it from 500 yuan a month, key dates for others.
import { DAY_MS } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import type { CustomerFile, KeyDateKind } from '#shared/model/customer.ts';
import { between, chance, pick } from './draw.ts';

/** Fen a month, mean of three months: from here on the whole file is kept, from there on some of it. */
const FULL_FILE_SPEND = 50_000;
const SOME_FILE_SPEND = 15_000;

const OCCUPATIONS = [
  '建材商行老板',
  '私立医院院长',
  '律师事务所合伙人',
  '茶叶批发商',
  '连锁餐饮店主',
  '物流公司经理',
  '银行支行行长',
  '设计院总工程师',
  '药店老板',
  '房产公司经理',
  '装修公司老板',
  '水果批发商',
] as const;
const HOBBIES = [
  '钓鱼',
  '羽毛球',
  '太极拳',
  '摄影',
  '自驾游',
  '品茶',
  '书法',
  '登山',
  '象棋',
  '足球',
  '养花',
  '听戏',
] as const;
const INCOMES = ['年入30万至50万', '年入50万至80万', '年入80万以上'] as const;
const HEALTH = [
  '身体好',
  '身体好',
  '血压偏高',
  '膝盖不好，少爬楼',
  '听力稍弱，说慢些',
  '',
] as const;

export type FileOf = {
  readonly age: number;
  /** Fen a month, mean of three months. */
  readonly spend: number;
  readonly hasFamily: boolean;
  /** Who may be in charge of such customers. */
  readonly managers: readonly string[];
};

/** Null for most: nobody keeps a file on a customer of 38 yuan a month. */
export function drawFile(of: FileOf, random: Random): CustomerFile | null {
  if (of.spend < SOME_FILE_SPEND) return null;
  const keyDates = drawKeyDates(of, random);
  const manager = pick(of.managers, random);
  if (of.spend < FULL_FILE_SPEND) {
    if (!chance(random, 0.5)) return null;
    return { ...NOTHING, manager, keyDates: keyDates.slice(0, between(random, 1, 2)) };
  }
  const [first, second] = [pick(HOBBIES, random), pick(HOBBIES, random)];
  return {
    occupation: of.age >= 62 ? `退休前是${pick(OCCUPATIONS, random)}` : pick(OCCUPATIONS, random),
    hobbies: first === second ? first : `${first}、${second}`,
    householdIncome: pick(INCOMES, random),
    children: drawChildren(of.age, random),
    health: pick(HEALTH, random),
    manager,
    keyDates,
  };
}

const NOTHING = { occupation: '', hobbies: '', householdIncome: '', children: '', health: '' };

function drawChildren(age: number, random: Random): string {
  if (age < 27 || chance(random, 0.12)) return '';
  const child = chance(random, 0.5) ? '女儿' : '儿子';
  if (age < 34) return `${child}，上幼儿园`;
  if (age < 42) return `${child}，上小学`;
  if (age < 48) return `${child}，上中学`;
  if (age < 54) return `${child}，读大学`;
  return `${child}，已工作`;
}

/** The own birthday first. */
function drawKeyDates(
  { age, hasFamily }: FileOf,
  random: Random,
): { kind: KeyDateKind; on: string }[] {
  const shares: readonly (readonly [KeyDateKind, number])[] = [
    ['birthday', 1],
    ['wedding', age < 26 ? 0 : hasFamily ? 0.7 : 0.3],
    ['spouse-birthday', hasFamily ? 0.7 : 0.2],
    ['child-birthday', age < 27 ? 0 : 0.5],
    ['parent-birthday', age < 60 ? 0.3 : 0],
  ];
  return shares.flatMap(([kind, share]) =>
    chance(random, share) ? [{ kind, on: drawDayOfYear(random) }] : [],
  );
}

/** `MM-DD`, 29 February among them as often as it is born on. */
function drawDayOfYear(random: Random): string {
  const start = Date.UTC(2024, 0, 1);
  const date = new Date(start + between(random, 0, 365) * DAY_MS);
  const isLeapDay = date.getUTCMonth() === 1 && date.getUTCDate() === 29;
  if (isLeapDay && !chance(random, 0.25)) return '02-28';
  return date.toISOString().slice(5, 10);
}
