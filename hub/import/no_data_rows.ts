// Rows of a table that are no data: totals, and notes of who made it when.

const TOTALS =
  /^(?:本?页?(?:合计|总计|小计|共计|总和|累计|汇总)|合计数|总数|平均(?:值|数)?|最[大小]值|(?:sub|grand)?-?totals?|sum|average)(?:$|[:(（\d\]】])/;
const NOTES =
  /^(?:制表|填表|审核|复核|经办|负责人|打印|导出|查询|生成|下载|截[止至]|总?记录数|统计|填报|数据来源|备注|说明|注|附注|单位|(?:本[表页])?共\d+|第\d+页)(?:人|日期|时间|员|单位|口径|页|条|行|户|笔|[:：])/;
/** What databases write below a result, and reports at their end. */
const ENDS =
  /^(?:\(?(?:已(?:导出|选择|返回))?\d+(?:rows?\)?$|rows?(?:selected|affected|inset)|records?|行受影响|[行条](?:记录)?[)。.]?$)|第\d+页(?:[/,，]?共?\d+页?)?$|page\d+(?:(?:of|\/)\d+)?$|-*(?:eof|end(?:of(?:file|report|data))?|以下空白|完|结束)-*$)/;
const BEHIND = /.(?:合计|总计|小计|共计|汇总)$|.(?:sub)?total$/;

/** `合 计` and `ＴＯＴＡＬ` too. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+|^[[【*<"'“#]+/g, '')
    .toLowerCase();

const USUAL = /^[A-Za-z]{0,3}[-_.]?\d[\w.-]*$/;

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
    return (
      TOTALS.test(word) ||
      NOTES.test(word) ||
      ENDS.test(word) ||
      own.some((start) => word.startsWith(start))
    );
  };
  return (key, cells) => {
    const text = key === '' ? cells.find((cell) => cell !== '') : key;
    // Most keys are no words.
    if (text === undefined || USUAL.test(text)) return undefined;
    return isNoData(text) ? text : undefined;
  };
}

/** Excel's own subtotals stand behind what they are of: `A1 汇总`. No key ends so, but a name does in a row that shifted. */
export const isSubtotal = (key: string): boolean => !USUAL.test(key) && BEHIND.test(plain(key));
