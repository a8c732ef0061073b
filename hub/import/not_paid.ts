// A log's own word that the money did not come or went back, in a column that the map does not name: 状态 失败, 冲正标志 是.
import type { LocalText } from '#shared/model/text.ts';
import { plainWord } from './plain_word.ts';
import type { BadCell } from './record.ts';

const DONE = '(?:充值|缴费|交费|交易|支付|付款|订单|状态)?';
const NOT_PAID = new RegExp(
  `^${DONE}(?:失败|未成功|不成功|未到账|未支付|待支付|(?:待|未|正在)?处理中?|处理失败|无效|超时|已?关闭|` +
    '(?:已|已被|被)?(?:冲正|返销|撤销|撤消|取消|作废|退款|退费|冲销))$|' +
    '^(?:fail(?:ed|ure)?|unsuccessful|pending|inprogress|processing|cancel(?:led|ed)|void(?:ed)?|declined|rejected|' +
    'reversed|reversal|refund(?:ed)?|chargeback|expired|timeout|invalid)$',
);
/** A column of yes and no; one of its number, day, amount or reason says nothing by itself. */
const ASKS_WHETHER =
  /^(?:是否)?(?:已|被)?(?:冲正|返销|撤销|撤消|取消|作废|退款|退费|冲销)(?:标[志识记])?$|^(?:is)?(?:reversed|reversal|cancel(?:led|ed)|void(?:ed)?|refund(?:ed)?)(?:flag)?$/;
const YES = /^(?:是|有|y|yes|t|true|1|√)$/;

/**
 * @param unused places of the columns that the map does not name
 * @returns of a row that the map takes for money put down: what says that it is not
 */
export function createPaidTest(
  headers: readonly string[],
  unused: readonly number[],
): (row: number, cells: readonly string[]) => BadCell | undefined {
  const asking = new Set(
    unused.filter((index) => ASKS_WHETHER.test(plainWord(headers[index] ?? ''))),
  );
  return (row, cells) => {
    const at = unused.find((index) => {
      const word = plainWord(cells[index] ?? '');
      return word !== '' && (NOT_PAID.test(word) || (asking.has(index) && YES.test(word)));
    });
    if (at === undefined) return undefined;
    return { row, column: headers[at] ?? '', value: cells[at] ?? '', expected: PAID };
  };
}

const PAID: LocalText = {
  zh: '一笔到了账、没退回的充值（映射没有用这一列：把它写成映射的 kind 并用 values 写明各种说法，或去掉这样的行）',
  en: 'money that came and stayed (the map does not name this column: name it as `kind` of the map, with what its words stand for under `values`, or leave such rows out)',
};
