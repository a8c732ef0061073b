import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { Care } from '#shared/model/care.ts';
import type { Customer, KeyDateKind } from '#shared/model/customer.ts';
import { careSentence } from './care_sentence.ts';

const KINDS: readonly KeyDateKind[] = [
  'birthday',
  'spouse-birthday',
  'child-birthday',
  'parent-birthday',
  'wedding',
];
const KNOWN: Pick<Customer, 'since' | 'asOf' | 'file'> = {
  since: day('2018-12-01'),
  asOf: day('2026-10-31'),
  file: null,
};
const FILE = {
  occupation: '',
  hobbies: '',
  householdIncome: '',
  children: '',
  health: '',
  manager: '王强',
  keyDates: [],
};
const due = day('2026-11-25');
const keyDate = (kind: KeyDateKind): Pick<Care, 'kind' | 'keyDate' | 'about' | 'due'> => ({
  kind: 'key-date',
  keyDate: kind,
  about: day('2026-11-28'),
  due,
});
const contractEnd = {
  kind: 'contract-end',
  keyDate: null,
  about: day('2026-12-31'),
  due,
} as const;
const visit = { kind: 'home-visit', keyDate: null, about: null, due } as const;
const all = [...KINDS.map(keyDate), contractEnd, visit].map((care) => careSentence(care, KNOWN));

test('each kind has words of its own, in both languages', () => {
  expect(new Set(all.map(({ zh }) => zh)).size).toBe(7);
  expect(new Set(all.map(({ en }) => en)).size).toBe(7);
});

test('short, and nothing is sold', () => {
  for (const { zh, en } of all) {
    expect(zh.length).toBeLessThanOrEqual(60);
    expect(zh).not.toMatch(/优惠|办理|套餐|流量包|充值|预存|活动|送您|[ ]/);
    expect(en).not.toMatch(/offer|discount|top up|prepay|package|deal/i);
  }
});

test('a birthday: the day, and the years that the customer is with us, once they are whole', () => {
  const { zh, en } = careSentence(keyDate('birthday'), KNOWN);
  expect(zh).toBe('先跟您说一声：11月28日是您的生日，祝您生日快乐。您用我们的网络7年了，谢谢您。');
  expect(en).toContain(
    '28 November is your birthday. Happy birthday! You have been with us for 7 years',
  );
  const recent = careSentence(keyDate('birthday'), { ...KNOWN, since: day('2026-03-01') });
  expect(recent.zh).toBe('先跟您说一声：11月28日是您的生日，祝您生日快乐。');
  const oneYear = careSentence(keyDate('birthday'), { ...KNOWN, since: day('2025-11-28') });
  expect(oneYear.en).toContain('for 1 year;');
  // The null date of a database is nobody's first day.
  const placeholder = careSentence(keyDate('birthday'), { ...KNOWN, since: day('1900-01-01') });
  expect(placeholder).toEqual(recent);
});

const daysSaid = (about: string, born: string) => {
  const care = { ...keyDate('birthday'), about: day(about) };
  const file = { ...FILE, keyDates: [{ kind: 'birthday' as const, on: born }] };
  const { zh, en } = careSentence(care, { ...KNOWN, file });
  return [/\d+月\d+日/.exec(zh)?.[0], /\d+ \w+(?= is)/.exec(en)?.[0]];
};

test('29 February is told as what it is, also where the year keeps it on the 28th', () => {
  expect(daysSaid('2027-02-28', '02-29')).toEqual(['2月29日', '29 February']);
  expect(daysSaid('2028-02-29', '02-29')).toEqual(['2月29日', '29 February']);
  expect(daysSaid('2027-02-28', '02-28')).toEqual(['2月28日', '28 February']);
});

test('the end of a contract: its date with the year, and the choice is the customer’s', () => {
  const { zh, en } = careSentence(contractEnd, KNOWN);
  expect(zh).toContain('您的合约到2026年12月31日为止。续不续由您定');
  expect(en).toContain('ends on 31 December 2026');
});

test('a visit: the one in charge is named where the file names one', () => {
  expect(careSentence(visit, { ...KNOWN, file: FILE }).zh).toContain('您的专属经理王强想上门');
  expect(careSentence(visit, KNOWN).en).toMatch(/^We would like to come by/);
});
