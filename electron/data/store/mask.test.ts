import { describe, expect, it } from 'vitest';
import { maskAccount, maskName, maskPhone } from './mask.ts';

describe('masks', () => {
  it.each([
    ['', ''],
    ['张', '*'],
    ['张三', '张*'],
    ['张三丰', '张*丰'],
    ['欧阳修文', '欧**文'],
    ['𠮷田', '𠮷*'],
    ['Rahul Sharma', 'R******a'],
  ])('name %s -> %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['', ''],
    ['13812346688', '138****6688'],
    ['09318812345', '093****2345'],
    ['8812345', '****2345'],
    ['8812', '****'],
  ])('phone %s -> %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['', ''],
    ['A100', '****'],
    ['A10023457', 'A1****57'],
    ['IN-7000842753', 'IN****53'],
  ])('account %s -> %s', (account, masked) => expect(maskAccount(account)).toBe(masked));
});
