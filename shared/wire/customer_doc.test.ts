import { expect, test } from 'vitest';
import { type Customer, customerSchema } from '#shared/model/customer.ts';
import { customerDocSchema, customerToDoc, docToCustomer } from './customer_doc.ts';

const customer: Customer = customerSchema.parse({
  id: 7,
  account: 'A7',
  phone: '13800000007',
  name: '张三丰',
  pinyin: 'zhangsanfeng',
  initials: 'zsf',
  idTail: '',
  area: '东街',
  birthYear: null,
  since: '2015-03-01',
  plan: null,
  contractEnd: null,
  balance: 100,
  arrears: null,
  points: null,
  household: null,
  holdings: [{ code: 'data-pack', name: { zh: '流量包', en: 'Data pack' }, until: null }],
  lastComplaint: null,
  optedOut: false,
  consent: null,
  blacklisted: false,
  months: [
    {
      month: '2026-09',
      spend: 1,
      voiceMinutes: 2,
      dataKb: 3,
      topUp: 4,
      topUpCount: 5,
      lastTopUp: 6,
    },
    {
      month: '2026-10',
      spend: 7,
      voiceMinutes: 8,
      dataKb: 9,
      topUp: 10,
      topUpCount: 11,
      lastTopUp: 12,
    },
  ],
  asOf: '2026-10-31',
  score: null,
});

test('there and back again, through JSON and the schema', () => {
  const doc = customerDocSchema.parse(JSON.parse(JSON.stringify(customerToDoc(customer))));
  expect(doc.months[1]).toEqual(['2026-10', 7, 8, 9, 10, 11, 12]);
  expect(docToCustomer(doc)).toEqual(customer);
});

test('a month with another count of figures is refused', () => {
  const doc = customerToDoc(customer);
  const short = { ...doc, months: [doc.months[0]?.slice(0, 6)] };
  expect(customerDocSchema.safeParse(short).success).toBe(false);
  expect(customerDocSchema.safeParse(customer).success).toBe(false);
});
