// Rows of a table that are no data: totals, and notes of who made it when.

const THINGS = '(?:用户|客户|记录|户|人|笔|条|行|次)';
/** What a total is of: 合计金额, 总户数. */
const OF = `(?:${THINGS}?数量?|金?额|余额|欠费|消费|充值|缴费)`;
const TOTALS = new RegExp(
  `^(?:本?[页月期]?(?:合计|总计|小计|共计|总和|累计|汇总|总额)(?:${OF}|数)?|总${OF}|${THINGS}总?数|平均(?:值|数)?|最[大小高低]值?)(?:$|[:(\\d\\]】])`,
);
const IN_ENGLISH =
  /^(?:(?:sub|grand)?[- ]?totals?(?=$|[\s:(\d\]])|(?:(?:number|no\.?) of |total )?(?:rows?|records?|customers?)(?: count)?(?=\s*:|\s+\d)|(?:sum|average|avg|mean|count|max|min)(?=$|\s*[:=(]|\s+(?:of\s|\d))|(?:printed|generated|exported|created|prepared) (?:by|on|at)\s|copyright|elapsed|query took|sql>)/;
const NOTES =
  /^(?:(?:制表|填表|审核|复核|经办|负责人|打印|导出|查询|生成|下载|截[止至]|总?记录数|统计|填报|数据来源|单位|(?:本[表页])?共\d+|第\d+页)(?:人|日期|时间|员|单位|口径|页|条|行|户|笔|[:(])|(?:备注|说明|注|附注)(?:[:\d]|$)|续[表页]|接上页|转下页|版权所有)/;
/** `操作员：1001`, `Elapsed: 0.1 s`; not `sip:+86…`, nor an address of a device. */
const LABELLED = /^\D*\p{Script=Han}[^:]{0,12}:|^[a-z]{3}[a-z ]*:\s/u;
/** `以上数据截止2026-10-31`, `Report date 2026/10/31 10:00`. */
const DATED =
  /^.*[\p{Script=Han}\s:]\(?20\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?)\)?(?:[ t]*[\d:.]+)?$/u;
/** What databases write below a result, and reports at their end. */
const ENDS =
  /^(?:\(?(?:已(?:导出|选择|返回))?\d+(?:rows?\)?$|rows?(?:selected|affected|inset)|records?|行受影响|[行条](?:记录)?[)。.]?$)|第\d+页(?:[/,，]?共?\d+页?)?$|page\d+(?:(?:of|\/)\d+)?$|-\d+-$|[-=*]*(?:eof|end(?:-?of-?(?:file|report|data))?|以下空白|完|结束)[-=*]*$)/;
const BEHIND = /.(?:合计|总计|小计|共计|汇总)$|.(?:sub)?total$/;

/** The line that sqlcmd, MySQL and Markdown draw below the headers: `------`, `+----+`, `:---:`. */
const RULE = /^(?:[-=+:|_ ]{3,})?$/;

const spaced = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^[\s[【*<"'“#※]+/, '')
    .replaceAll('計', '计')
    .replaceAll('總', '总')
    .toLowerCase();

/** `合 计` and `ＴＯＴＡＬ` too. */
const plain = (text: string): string => spaced(text).replace(/\s+/g, '');

const USUAL = /^[A-Za-z]{0,3}[-_.]?\d[\w.-]*$/;

/** More filled cells than these are a row of data, whatever its first one looks like. */
const MOST_OF_A_NOTE = 3;
const isNote = (words: string): boolean => LABELLED.test(words) || DATED.test(words);

export type NoDataTest = (key: string, cells: readonly string[]) => string | undefined;

/**
 * The text that makes a row a total or a note; undefined for data. The key's cell tells, or the first that is filled
 * where the key is blank: a customer may well be named 合计.
 * @param words of the map, beside the usual ones
 */
export function createNoDataTest(words: readonly string[]): NoDataTest {
  const own = words.map(plain);
  const isNoData = (text: string): boolean => {
    const word = plain(text);
    const words = spaced(text);
    return (
      TOTALS.test(word) ||
      NOTES.test(word) ||
      ENDS.test(word) ||
      IN_ENGLISH.test(words) ||
      own.some((start) => word.startsWith(start))
    );
  };
  return (key, cells) => {
    if (key.startsWith('-') || key.startsWith('=') || key.startsWith('+') || key.startsWith(':'))
      if (cells.every((cell) => RULE.test(cell))) return key;
    const text = key === '' ? cells.find((cell) => cell !== '') : key;
    // Most keys are no words.
    if (text === undefined || USUAL.test(text)) return undefined;
    const isAlone = cells.filter((cell) => cell !== '').length <= MOST_OF_A_NOTE;
    return isNoData(text) || (isAlone && isNote(spaced(text))) ? text : undefined;
  };
}

/** Most cells are figures. */
const NINE = 0x39;

const TOTAL = /^(?:本?[页月期]?(?:合计|总计|小计|共计)|(?:sub|grand)?-?total):?$/;

/**
 * The place of a cell beside the key that makes a total of the row, whose key may then be a count (`合计,2,11`); -1: none.
 * @param unused places of the columns that no field takes: of these `城关小计` is one too
 */
export function placeOfTotal(
  cells: readonly string[],
  keyAt: number,
  unused: ReadonlySet<number>,
): number {
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (!(cell.charCodeAt(0) > NINE) || cell.length < 2 || cell.length > 30 || at === keyAt)
      continue;
    if (!/[计計汇]|total/i.test(cell)) continue;
    const word = plain(cell);
    if (TOTAL.test(word) || (unused.has(at) && BEHIND.test(word))) return at;
  }
  return -1;
}

/** Words that only headers are made of: those of another table below. */
const HEADER_WORD =
  /^\p{Script=Han}{0,8}(?:编号|编码|代码|账号|名称?|姓名|金?额|数量?|笔数|次数|月份?|日期|时间|渠道|类型|类别|状态|占比|单价|费用?|地区|区域|网点|营业厅)(?:\([^)]*\))?$/u;

export const areHeaderWords = (cells: readonly string[]): boolean => {
  const words = cells.filter((cell) => cell !== '');
  return words.length > 1 && words.every((word) => HEADER_WORD.test(word.normalize('NFKC')));
};

/** `1,2,3`, `(1),(2),(3)`, `A,B,C`: numbers of the columns below their headers. */
export const areColumnNumbers = (cells: readonly string[]): boolean =>
  cells.length > 2 &&
  (cells.every((cell, at) => cell.replace(/^\((.*)\)$/, '$1') === String(at + 1)) ||
    cells.every((cell, at) => cell === String.fromCharCode(65 + at)));

/** Excel's own subtotals stand behind what they are of: `A1 汇总`. No key ends so, but a name does in a row that shifted. */
export const isSubtotal = (key: string): boolean => !USUAL.test(key) && BEHIND.test(plain(key));
