// Fields of a customer with the many ways in which systems and spreadsheets write them.
import { addDays, type Day, NO_END } from '#shared/base/month.ts';
import { isRoundedIdentity } from '#hub/import/code_text.ts';
import { AS_OF, type Kind, pickMostlyFirst, type QuirkCell, text, wide } from './cell.ts';
import type { Random } from './random.ts';

const SURNAMES = ['王', '李', '张', '刘', '欧阳', '阿依古丽', '单', '查', '覃'] as const;
const GIVEN = ['芳', '伟', '秀英', '建国', '买买提', '雄信', '合计', '娜'] as const;
const UNSEEN = ['\u200b', '\u202d', '\u200e', '\ufeff'] as const;

const unseen = (written: string, random: Random): string =>
  random.chance(0.05) ? random.pick([...UNSEEN, '\t', ' ', '\u3000'] as const) + written : written;

export const KINDS: readonly Kind[] = [
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
