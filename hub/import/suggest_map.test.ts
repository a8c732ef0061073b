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
  const path = await files.write('table.csv', table);
  const known = [await namedMap('staff'), await namedMap('customers')];
  const map = await suggestMap(path, {}, known);
  if (!map.ok) throw new Error(map.error.type);
  return map.value;
}

test('what is recognised is mapped, in its unit; what is not is listed with what stands there', async () => {
  const text = await suggested(
    '十月明细,,,,,\n用户编号,客户名称,余额（分）,备注,消费 2026-9,消费 2026-10\nA1,王芳,500,好,1,2\n',
  );
  expect(text).toContain('entity: customer\nheader_row: 2\nkey: 用户编号\n');
  expect(text).toContain('  name: 客户名称\n');
  expect(text).toContain('  balance: { column: "余额（分）", unit: fen }\n');
  expect(text).toContain('    spend: { column: "消费_{month}", unit: yuan }\n');
  expect(text).toContain('#   备注: "好"\n');
  expect(await readFileAs(files.path('table.csv'), mapOf(text))).toMatchObject({
    rows: [{ account: 'A1', name: '王芳', balance: 500, '2026-09': { spend: 100 } }],
    unmatched: { columns: ['备注'] },
  });
});

test('of other tables too; a key that is not recognised is left to the person', async () => {
  expect(await suggested('工号,营业厅编号,姓名,岗位,密码\n1,B,王,店员,1234\n')).toContain(
    'entity: staff\nkey: 工号\n',
  );
  expect(await suggested('编码X,姓名,余额\n1,王,2\n')).toContain('key: "?"');
});
