// Customers with the values that are meant, and the many ways in which systems and spreadsheets write them.
import { addDays, type Day, day, NO_END } from '#shared/base/month.ts';
import { isRoundedIdentity } from '#hub/import/code_text.ts';
import type { DecimalMark } from '#hub/import/decimal.ts';
import type { Random } from './random.ts';

export const AS_OF = day('2026-10-31');

/** Names of formats; `date` counts the day that the value names. */
export type NumberFormat = 'date' | '0000' | 'percent' | 'accounting' | 'dollars' | 'literal';

/** One cell: its text in a CSV, and how a workbook may hold it. */
export type QuirkCell = {
  readonly text: string;
  /** As a number in a workbook, with a format; else it is text there too. */
  /** A workbook calculates it; what it gave stands beside the formula. */
  readonly isFormula?: true;
  readonly number?: { readonly value: string; readonly format?: NumberFormat } | undefined;
};

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

type Kind = {
  readonly field: string;
  /** Where the file has a decimal comma, so have its cells. */
  readonly isFigure?: true;
  readonly headers: readonly [string, ...string[]];
  readonly value: (random: Random, row: number) => unknown;
  readonly write: (value: never, random: Random) => QuirkCell;
};

const text = (written: string): QuirkCell => ({ text: written });
const SURNAMES = ['王', '李', '张', '刘', '欧阳', '阿依古丽', '单', '查', '覃'] as const;
const GIVEN = ['芳', '伟', '秀英', '建国', '买买提', '雄信', '合计', '娜'] as const;
const UNSEEN = ['\u200b', '\u202d', '\u200e', '\ufeff'] as const;

/** Full-width, as input methods write it. */
const wide = (written: string): string =>
  written.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

const unseen = (written: string, random: Random): string =>
  random.chance(0.05) ? random.pick([...UNSEEN, '\t', ' ', '\u3000'] as const) + written : written;

const KINDS: readonly Kind[] = [
  {
    field: 'account',
    headers: ['账号', '帐号', '客户编号', ' 账 号 ', '账号（必填）', '用户ID'],
    value: (random, row) =>
      random.chance(0.5) ? `B${row}-${random.int(90) + 10}` : String(1_000_000 + row * 97),
    write: (value: string, random) => {
      const isDigits = /^\d+$/.test(value);
      const forms: readonly QuirkCell[] = [
        text(unseen(value, random)),
        text(`="${value}"`),
        text(`'${value}`),
        text(`\t${value}`),
        text(wide(value)),
        { text: value, isFormula: true },
        ...(isDigits ? [text(`${value}.0`), { text: value, number: { value: `${value}.0` } }] : []),
        ...(isDigits ? [text(`${value[0]}.${value.slice(1, 3)}E+06`)] : []),
      ];
      return pickMostlyFirst(forms, random);
    },
  },
  {
    field: 'name',
    headers: ['姓名', '客户名称', '姓\n名', '用户姓名', '姓　名'],
    value: (random) => random.pick(SURNAMES) + random.pick(GIVEN),
    write: (value: string, random) =>
      pickMostlyFirst(
        [text(unseen(value, random)), text(`${value} `), text('NULL'), text('#N/A')],
        random,
      ),
  },
  {
    field: 'phone',
    headers: ['手机号', '服务号码', '手 机 号', '业务号码', '手机号:'],
    value: (random) => `13${String(random.int(1e9)).padStart(9, '0')}`,
    write: (value: string, random) =>
      pickMostlyFirst(
        [
          text(unseen(value, random)),
          { text: value, number: { value } },
          // As Java writes a double.
          {
            text: value,
            number: { value: `${value[0]}.${value.slice(1).replace(/0+$/, '') || '0'}E10` },
          },
          text(wide(value)),
          text(`0086${value}`),
          text(`${value}.0`),
          text(`+86 ${value.slice(0, 3)}-${value.slice(3, 7)}-${value.slice(7)}`),
          text(`="${value}"`),
          text(`${value[0]}.${value.slice(1, 6)}E+10`),
          text(`${value[0]}.${value.slice(1)}E10`),
        ],
        random,
      ),
  },
  {
    field: 'id_tail',
    headers: ['证件号后四位', '身份证号', '证件号码'],
    value: (random) => String(random.int(10_000)).padStart(4, '0'),
    write: (value: string, random) => {
      const whole = `11010119900101${value}`;
      // One in eleven of what rounding leaves is a sound number by chance: nobody can tell.
      const zeros = `${whole.slice(0, 15)}000`;
      const rounded = isRoundedIdentity(zeros) ? zeros : whole;
      return pickMostlyFirst(
        [
          text(value),
          text(whole),
          { text: rounded, number: { value: rounded } },
          { text: value, number: { value: String(Number(value)), format: '0000' } },
          text('1.10101E+17'),
        ],
        random,
      );
    },
  },
  {
    field: 'area',
    headers: ['地址', '装机地址', '客户 地址'],
    value: (random) =>
      `某路${random.int(99) + 1}号${random.pick(['', '"甲"', '（东）,乙;丙|丁', "'", '　', '𠮷&<b>'])} ${random.int(9) + 1}单元${random.pick(['', '', '"', '\\', '_x0041_'])}`,
    write: (value: string, random) =>
      pickMostlyFirst(
        [text(value), text(value.replace(' ', '\n')), text(value.replace(' ', '\r\n'))],
        random,
      ),
  },
  {
    field: 'since',
    headers: ['入网日期', '入网时间', '开户日期', '入网\r\n日期'],
    value: (random) => addDays(AS_OF, -random.int(7_000)),
    write: (value: Day, random) => {
      const [year = '', month = '', date = ''] = value.split('-');
      return pickMostlyFirst(
        [
          text(value),
          { text: value, number: { value: value, format: 'date' } },
          text(`${year}/${Number(month)}/${Number(date)}`),
          text(`${year}年${Number(month)}月${Number(date)}日`),
          text(year + month + date),
          text(`${year}${month}${date}101530`),
          text(`${value} 10:15:30.0`),
          text(`${value}T10:15:30+08:00`),
          text(`${addDays(value, -1)}T16:00:00.000Z`),
          text(
            `${Number(date)}-${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(month) - 1]}-${year}`,
          ),
          text('1900-01-01'),
          text('2099-12-31'),
          text(`${month}/${date}/${year}`),
          text('45231'),
          text(wide(value)),
          text(`${year.slice(2)}/${Number(month)}/${Number(date)}`),
          text(`${Number(month)}/${Number(date)}/${year.slice(2)}`),
          text(`${Number(date)}.${Number(month)}.${year}`),
          text(`${year}年${Number(month)}月`),
          text('二〇二〇年三月五日'),
          text('0000-00-00'),
          text(`${value} 00:00:00`),
          text(`${value}T00:00:00Z`),
          text('#VALUE!'),
        ],
        random,
      );
    },
  },
  {
    field: 'contract_end',
    headers: ['合约到期日', '到期日期'],
    value: (random) =>
      random.chance(0.1)
        ? null
        : random.chance(0.5)
          ? NO_END
          : addDays(AS_OF, random.int(900) - 100),
    write: (value: Day | null, random) =>
      value === null || value === NO_END
        ? text(
            value === null
              ? ''
              : random.pick(['9999-12-31', '2999-12-31', '20991231', '长期', '9999/12/31 0:00']),
          )
        : pickMostlyFirst(
            [text(value), { text: value, number: { value, format: 'date' } }],
            random,
          ),
  },
  {
    field: 'balance',
    isFigure: true,
    headers: ['余额', '余额（元）', '账户余额', '余额[元]', '余额（分）'],
    value: (random) => random.int(2_000_000) - 10_000,
    write: (value: number, random) => {
      const yuan = (value / 100).toFixed(2);
      const size = (Math.abs(value) / 100).toFixed(2);
      const grouped = size.replace(/\B(?=(\d{3})+\.)/g, ',');
      const sign = value < 0 ? '-' : '';
      return pickMostlyFirst(
        [
          text(yuan),
          { text: yuan, number: { value: value % 7 === 0 ? `${yuan}0000000000001` : yuan } },
          text(`${sign}${grouped}`),
          text(`¥${yuan}`),
          text(`${yuan}元`),
          text(`￥${yuan}`),
          text(`RMB ${yuan}`),
          text(`${yuan} CNY`),
          text(wide(yuan)),
          text(`${size.replace('.', ',')}`.replace(/^/, sign)),
          text(`${sign}${size.replace(/\B(?=(\d{3})+\.)/g, '.').replace(/\.(\d\d)$/, ',$1')}`),
          text(`${sign}${size.replace(/\B(?=(\d{3})+\.)/g, ' ')}`),
          text(`${sign}${size.replace(/\B(?=(\d{3})+\.)/g, '\u00a0')}`),
          text(value < 0 ? `${size}-` : size),
          text(value < 0 ? `▲${size}` : size),
          text(value < 0 ? `−${size}` : size),
          text(`${yuan}元整`),
          text('一百二十元'),
          text(`约${yuan}`),
          text(`${yuan}/月`),
          text(`${yuan} ${yuan}`),
          { text: yuan, number: { value: yuan, format: 'accounting' } },
          { text: `$${yuan}`, number: { value: yuan, format: 'dollars' } },
          text(`${sign}${(Math.abs(value) / 1_000_000).toFixed(6)}万元`),
          text(value < 0 ? `(${size})` : size),
          text(`${value}分`),
          text(`$${yuan}`),
        ],
        random,
      );
    },
  },
  {
    field: 'leave_chance',
    isFigure: true,
    headers: ['离网可能', '离网概率'],
    value: (random) => random.int(10_001),
    write: (value: number, random) => {
      const percent = String(value / 100);
      return pickMostlyFirst(
        [
          text(percent),
          text(`${percent}%`),
          text(`${percent} ％`),
          { text: `${percent}%`, number: { value: String(value / 10_000), format: 'percent' } },
          { text: percent, number: { value: percent } },
          text(percent.replace('.', ',')),
        ],
        random,
      );
    },
  },
];

const MONTH_KINDS: readonly (Omit<Kind, 'headers'> & { readonly template: string })[] = [
  {
    field: 'spend',
    isFigure: true,
    template: '消费_{month}',
    value: (random) => random.int(50_000),
    write: (value: number, random) =>
      pickMostlyFirst(
        [
          text((value / 100).toFixed(2)),
          { text: (value / 100).toFixed(2), number: { value: String(value / 100) } },
          {
            text: (value / 100).toFixed(2),
            number: { value: String(value / 100), format: 'literal' },
          },
          { text: (value / 100).toFixed(2), isFormula: true },
          text((value / 100).toFixed(2).replace('.', ',')),
          text(`${value}分`),
        ],
        random,
      ),
  },
  {
    field: 'voice_minutes',
    isFigure: true,
    template: '通话分钟_{month}',
    value: (random) => random.int(3_000),
    write: (value: number, random) =>
      pickMostlyFirst(
        [
          text(String(value)),
          text(`${value}分钟`),
          text(String(value).replace(/\B(?=(\d{3})+$)/g, ',')),
          text(`${Math.floor(value / 60)}时${value % 60}分0秒`),
          text(`${Math.floor(value / 60)}小时${value % 60}分`),
          text(`${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}:00`),
          text(`${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`),
          text(`${value * 60}秒`),
        ],
        random,
      ),
  },
  {
    field: 'data_kb',
    isFigure: true,
    template: '流量MB_{month}',
    value: (random) => random.int(50_000) * 1024,
    write: (value: number, random) =>
      pickMostlyFirst(
        [
          text(String(value / 1024)),
          text(`${value / 1024}MB`),
          text(`${value / 1024} mb`),
          text(`${value / 1024}兆`),
          text(`${value * 1024}B`),
          text(`${String(value / 1024).replace(/\B(?=(\d{3})+$)/g, ',')}`),
          text(`${value}KB`),
          text(`${value / 1024 ** 2}G`),
        ],
        random,
      ),
  },
];

/** Half of the cells are plain, so that most files have rows that go in. */
const pickMostlyFirst = (forms: readonly QuirkCell[], random: Random): QuirkCell =>
  (random.chance(0.7) ? forms[0] : forms[random.int(forms.length)]) ?? text('');

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
