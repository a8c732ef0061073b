// A table of customers with the values that are meant, and the cells that say them.
import type { DecimalMark } from '#hub/import/decimal.ts';
import { AS_OF, type QuirkCell, text } from './cell.ts';
import { KINDS } from './customer_kinds.ts';
import { MONTH_KINDS } from './month_kinds.ts';
import type { Random } from './random.ts';

type QuirkColumn = { readonly header: string; readonly cells: readonly QuirkCell[] };

export type QuirkTable = {
  /** What the map says that parts the fraction of figures; undefined: nothing. */
  readonly decimal: DecimalMark | undefined;
  readonly columns: readonly QuirkColumn[];
  /** What each row means, by field. */
  readonly meant: readonly Readonly<Record<string, unknown>>[];
  /** Texts of rows above and below that are no data. */
  readonly title: string | undefined;
  readonly total: readonly string[] | undefined;
};

function monthHeader(template: string, month: string, random: Random): string {
  const [year = '', number = ''] = month.split('-');
  const written = random.pick([
    month,
    `${year}-${Number(number)}`,
    `${year}/${Number(number)}`,
    year + number,
    `${year}年${Number(number)}月`,
    `${year}.${number}`,
  ]);
  const header = template.replace('{month}', written);
  return random.pick([
    header,
    ` ${header}`,
    header.replace('_', '＿'),
    header.replace('_', '_\n'),
    header,
  ]);
}

const withComma = (cell: QuirkCell): QuirkCell => ({
  ...cell,
  text: cell.text.replace(/[.,](?=\d)/g, (mark) => (mark === ',' ? '.' : ',')),
});

export function makeTable(random: Random): QuirkTable {
  const decimal = random.pick<DecimalMark | undefined>(['.', '.', undefined, ',']);
  const count = 1 + random.int(6);
  const rows = Array.from({ length: count }, (_, index) => index);
  const meant: Record<string, unknown>[] = rows.map(() => ({}));
  const columns: QuirkColumn[] = [];
  const written = (cell: QuirkCell, isFigure: true | undefined): QuirkCell =>
    decimal === ',' && isFigure ? withComma(cell) : cell;
  for (const { field, isFigure, headers, value, write } of KINDS) {
    if (field !== 'account' && random.chance(0.25)) continue;
    const header = random.chance(0.6) ? headers[0] : random.pick(headers);
    const cells = rows.map((row) => {
      const one = value(random, row);
      // A column in fen is another column than the map's in yuan.
      if (!header.includes('分')) Object.assign(meant[row] ?? {}, { [field]: one });
      return written(write(one as never, random), isFigure);
    });
    columns.push({ header, cells });
  }
  const months = random.pick([['2026-10'], ['2026-09', '2026-10'], ['2026-10', '2027-01'], []]);
  for (const { field, isFigure, template, value, write } of MONTH_KINDS) {
    if (random.chance(0.4)) continue;
    for (const month of months) {
      const cells = rows.map((row) => {
        const one = value(random, row);
        if (month <= AS_OF.slice(0, 7))
          Object.assign(meant[row] ?? {}, { [`${month} ${field}`]: one });
        return written(write(one as never, random), isFigure);
      });
      columns.push({ header: monthHeader(template, month, random), cells });
    }
  }
  if (random.chance(0.3)) columns.push({ header: '备注2', cells: rows.map(() => text('x')) });
  const shuffled = columns
    .map((column) => ({ column, at: random.int(1_000_000) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ column }) => column);
  const total = random.chance(0.3)
    ? shuffled.map(({ header }) =>
        /账|帐|客户编号|ID/.test(header)
          ? random.pick(['合计', '总 计', '小计：', '制表人：某某'])
          : '1',
      )
    : undefined;
  return {
    decimal,
    columns: shuffled,
    meant,
    title: random.chance(0.15) ? '某营业厅客户明细（2026年10月）' : undefined,
    total,
  };
}
