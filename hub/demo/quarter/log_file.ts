// The demo's top-up log as an operator would send it: an example for hub import, map top_ups.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { clockOf, type QuarterTopUp } from './make_quarter.ts';

const HEADER = '流水号,账号,充值时间,充值金额,业务类型,渠道\r\n';

/** UTF-8 with a mark at its beginning, as spreadsheets like it. @returns rows */
export async function writeLogFile(path: string, rows: Iterable<QuarterTopUp>): Promise<number> {
  const file = createWriteStream(path);
  file.write(`\uFEFF${HEADER}`);
  let count = 0;
  for (const { account, at, amount, channel } of rows) {
    count += 1;
    const serial = `R${String(count).padStart(9, '0')}`;
    const line = `${serial},${account},${clockOf(at)},${(amount / 100).toFixed(2)},充值,${channel}\r\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return count;
}
