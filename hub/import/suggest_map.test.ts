import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFiles, type TestFiles } from './test_files.ts';
import { mapOf, namedMap, readFileAs } from './test_reading.ts';
import { suggestMap } from './suggest_map.ts';

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

async function suggested(table: string): Promise<string> {
  return suggestedFor(await files.write('table.csv', table));
}

async function suggestedFor(path: string): Promise<string> {
  const names = [
    'staff',
    'customers',
    'prepaid_usage_4_months',
    'cmcc_beijing_voice',
    'dth_satellite_tv',
  ];
  const known = await Promise.all(names.map((name) => namedMap(name)));
  const map = await suggestMap(path, {}, known);
  if (!map.ok) throw new Error(map.error.type);
  return map.value;
}

test('what is recognised is mapped, in its unit; what is not is listed with what stands there', async () => {
  const text = await suggested(
    '十月明细,,,,,\n用户编号,客户名称,余额（分）,备注,消费 2026-9,消费 2026-10\nA1,王芳,500,好,1,2\n',
  );
  expect(text).toContain("entity: customer\nheader_row: 2\ndecimal: '.'\nkey: 用户编号\n");
  expect(text).toContain('  name: 客户名称\n');
  expect(text).toContain('  balance: { column: "余额（分）", unit: fen }\n');
  expect(text).toContain('    spend: { column: "消费_{month}", unit: yuan }\n');
  expect(text).toContain('#   备注: "好"\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [{ account: 'A1', name: '王芳', balance: 500, '2026-09': { spend: 100 } }],
    unmatched: { columns: ['备注'] },
  });
});

test('an English file as billing programs head it; words for nothing are blanks, names of plans no codes', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `A${row},98920${row + 10_000},Asha Rao,25/04/2024,Basic 99,${row},1.5,NA,99`,
  );
  const text = await suggested(
    [
      'Account No,Mobile,Customer Name,Activation Date,Plan,Balance,Voice Min 2026-10,Data MB 2026-10,Recharge 2026-10',
      ...rows.slice(0, 40).map((row) => row.replace('NA', '3')),
      ...rows.slice(40),
    ].join('\n'),
  );
  expect(text).toContain('blanks: ["NA"]\nkey: "Account No"\ncolumns:\n  phone: Mobile\n');
  expect(text).toContain('  # plan: { column: Plan, values: { "Basic 99": CODE } }\n');
  expect(text).not.toContain('Not recognised');
  const read = await readFileAs(files.path('table.csv'), mapOf(text));
  expect('rows' in read && read.rows.slice(39, 41)).toMatchObject([
    { account: 'A39', phone: '9892010039', since: '2024-04-25', '2026-10': { data_kb: 3_072 } },
    { account: 'A40', name: 'Asha Rao', '2026-10': { top_up: 9_900, data_kb: null } },
  ]);
  expect(await suggested('账号,套餐编号\nA1,B-12\n')).toContain(
    '  # Of the plans that the hub has: import them first, or take this line out.\n  plan: 套餐编号\n',
  );
});

test('of other tables too; a key that is not recognised is left to the person', async () => {
  expect(await suggested('工号,营业厅编号,姓名,岗位,密码\n1,B,王,店员,1234\n')).toContain(
    'entity: staff\nkey: 工号\n',
  );
  expect(await suggested('编码X,姓名,余额\n1,王,2\n')).toContain('key: "?"');
});

test('commas: told by the cells, or left to the person', async () => {
  expect(await suggested('账号,余额\nA1,"1,234.50"\n')).toContain("decimal: '.'");
  expect(await suggested('账号;余额\nA1;12,5\n')).toContain("decimal: ','");
  expect(await suggested('账号,余额\nA1,"1,234"\n')).toContain("# Say decimal: '.' or");
});

test('a month in a column of its own, terms and ages, days in another order', async () => {
  const text = await suggested(
    '用户ID,账期,消费,通话秒数,年龄,在网月数,合约到期日\nA1,202610,5,60,41,3,12/31/2026\n',
  );
  expect(text).toContain('  since: { column: 在网月数, unit: months-on-network }\n');
  expect(text).toContain('  birth_year: { column: 年龄, unit: age }\n');
  expect(text).toContain('  contract_end: { column: 合约到期日, format: M/D/YYYY }\n');
  expect(text).toContain('  of: rows\n  month: 账期\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [{ contract_end: '2026-12-31', '2026-10': { spend: 500, voice_minutes: 1 } }],
  });
});

test('a file without headers: columns by what stands in them, else by their place', async () => {
  const text = await suggested(
    'K1|13800000001|王芳|20190312|3|9.50\nK2|13800000002|李小明|20200229|4|8.25\n',
  );
  expect(text).toContain('headers: [account, phone, name, day, "column 5", amount]\n');
  expect(text).toContain('key: account\ncolumns:\n  name: name\n  phone: phone\n  since: day\n');
  expect(text).toContain('#   column 5: "3", "4"\n#   amount: "9.50", "8.25"\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [
      { account: 'K1', phone: '13800000001', name: '王芳', since: '2019-03-12' },
      { account: 'K2' },
    ],
    bad: [],
  });
});

test('a billing table by pandas: an index, short English names, months as rows', async () => {
  const text = await suggested(
    ',cust_no,activation_dt,period,arpu,mou\n0,C1,2020-01-05,202608.0,50.0,12.5\n1,C1,2020-01-05,202609.0,51.0,NaN\n',
  );
  expect(text).toContain('key: cust_no\ncolumns:\n  since: activation_dt\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [
      { account: 'C1', since: '2020-01-05', '2026-08': { spend: 5000, voice_minutes: 13 } },
      { '2026-09': { spend: 5100, voice_minutes: null } },
    ],
    bad: [],
    unmatched: { columns: ['column 1'] },
  });
});

test('somebody who stands there twice has rows of months, or of what happened', async () => {
  const months = await suggested('A1,202609,1.50\nA1,202610,2.50\nA2,202610,3.00\n');
  expect(months).toContain('  of: rows\n  month: month\n  columns:\n    spend: ');
  const days = await suggested('A1,2026-09-01,1.50\nA1,2026-09-02,2.50\nA2,2026-09-01,3.00\n');
  expect(days).toContain('  month: day\n  repeated: added\n  columns:\n    top_up: ');
});

test('words of databases for nothing, and how a payment was made, are no values and no names', async () => {
  const text = await suggested('K1|2019-03-12|8.5\nK2|\\N|\\N\n');
  expect(text).toContain('headers: [account, day, amount]\n');
  expect(text).toContain('blanks: ["\\\\N"]\n');
  const paid = await suggested(
    '13800000001,20261001101500,50.00,现金\n13800000001,20261002101500,30.00,微信\n',
  );
  expect(paid).toContain('headers: [phone, day, amount, "column 4"]\n');
  expect(paid).not.toContain('name: name');
});

test('a customer who is known by the number alone', async () => {
  const text = await suggested('服务号码,客户名称,2026年9月出账(元)\n13800000001,王芳,8.5\n');
  expect(text).toContain('key: 服务号码\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [{ account: '13800000001', phone: '13800000001', '2026-09': { spend: 850 } }],
  });
});

test('headers are not taken for a row, and a row not for headers', async () => {
  // Words that no map knows are headers all the same.
  expect(await suggested('x,y\n1,2\n')).not.toContain('headers:');
  expect(await suggested('账号,202609,202610\nA1,1,2\n')).not.toContain('headers:');
  expect(await suggested('王芳,李明\n赵军,孙丽\n')).not.toContain('headers:');
  expect(await suggested('账号 姓名\nA1 王芳\n')).toContain('delimiter: "blanks"\n');
});

test('a day and its time in two columns of a log are one', async () => {
  const path = await files.write(
    'log.csv',
    '流水号,账号,充值日期,充值时间,充值金额\n1,A1,2026-10-25,14:05:30,30\n',
  );
  const map = await suggestMap(path, {}, [await namedMap('customers'), await namedMap('top_ups')]);
  const text = map.ok ? map.value : '';
  expect(text).toContain('  moment: { columns: [充值日期, 充值时间], take: joined }\n');
  expect(await readFileAs(path, mapOf(text))).toMatchObject({
    rows: [{ moment: '2026-10-25 14:05:30', amount: 3000, serial: '1' }],
    bad: [],
  });
});

test('what was stated for the file stands in the map', async () => {
  const path = await files.write('stated.csv', 'A1;1,5\nA2;2,5\n');
  const map = await suggestMap(path, { delimiter: ';', encoding: 'utf-8' }, [
    await namedMap('customers'),
  ]);
  expect(map.ok && map.value).toContain('delimiter: ";"\nencoding: utf-8\n');
});

test.each([
  ['cdnow_sample.txt', 6919],
  ['cmcc_beijing_voice.csv', 5433],
  ['dth_satellite_tv.xlsx', 11_260],
  ['ibm_telco_churn.csv', 7043],
  ['prepaid_usage_4_months.csv', 1000],
])("the first map of an operator's %s reads all its rows", async (name, rows) => {
  const path = `../shared/data/${name}`;
  const read = await readFileAs(path, mapOf(await suggestedFor(path)));
  expect(read).toMatchObject({ bad: [] });
  expect('rows' in read ? read.rows.length : 0).toBe(rows);
});

test("an operator's monthly list: title above, totals below, its own words, one month that is not named", async () => {
  const text = await suggested(
    '用户明细报表,,,,,,,,\n统计月份：202610,,,,,,,,\n' +
      '用户编码,服务号码,客户名称,入网时间,当月出账（元）,当月MOU（分钟）,当月DOU（MB）,累计欠费（元）,合约失效时间\n' +
      '1001,13800000001,王芳,2015-03-12 10:11:12,59.00,320,1024,3.20,2027-12-31 23:59:59\n合计,,,,59.00,320,1024,3.20,\n',
  );
  expect(text).not.toContain('Not recognised');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [
      {
        account: '1001',
        arrears: 320,
        contract_end: '2027-12-31',
        '2026-10': { spend: 5900, voice_minutes: 320, data_kb: 1_048_576 },
      },
    ],
    bad: [],
  });
});

test('a list of months as rows from a billing table, and an English one with months in letters, in rupees', async () => {
  const rows = await suggested(
    'msisdn|user_id|cust_name|open_date|bill_month|arpu|mou|dou_mb|recharge_amt|recharge_cnt|owe_fee\n' +
      '13800000001|9001|王芳|20150312101112|202609|59|320|1|100|1|0\n13800000001|9001|王芳|20150312101112|202610|61|310|1|50|1|0\n',
  );
  expect(rows).not.toContain('Not recognised');
  expect(await readFileAs(files.path('table.csv'), mapOf(rows))).toMatchObject({
    rows: [
      { account: '9001', '2026-09': { spend: 5900, top_up: 10_000 } },
      { account: '9001', '2026-10': { spend: 6100, top_up_count: 1 } },
    ],
  });
  const english = await suggested(
    'Customer ID,Mobile Number,Date of Birth,Do Not Call,Churn Score,Churn,Jan-2026 revenue,Oct 2026 Revenue\n' +
      'C-1,+91 98765 43210,25/11/1988,N,0.12,Yes,499,₹510.50\n',
  );
  expect(english).toContain('  # has_left: { column: Churn, unit: flag }\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(english))).toMatchObject({
    rows: [
      {
        birth_year: 1988,
        opted_out: false,
        leave_chance: 1200,
        '2026-01': { spend: 49_900 },
        '2026-10': { spend: 51_050 },
      },
    ],
    bad: [],
  });
});
