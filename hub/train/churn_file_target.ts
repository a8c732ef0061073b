// Who left, and how many customers a row stands for, as the columns of a table say it.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { TextColumn } from './churn_file_columns.ts';
import { numberReader } from './churn_file_numbers.ts';
import type { FileProblem, Found } from './churn_file_problem.ts';

const wordsOf = (text: string): readonly string[] => text.split(' ');

/** They say nothing without the name of their column. */
const BARE_YES = wordsOf(
  'yes y true t 1 si sí sì oui ja sim tak evet da да ya có はい 예 네 हाँ نعم 是 √',
);
const BARE_NO = wordsOf(
  'no n false f 0 non nein nee nej não nao nie hayır hayir nu нет tidak không いいえ 아니오 아니요 नहीं لا 否 ×',
);
const STAYED: ReadonlySet<string> = new Set(
  wordsOf(
    'stay stayed stayer staying retained kept loyal active existing current 未流失 在网 未离网 正常 在用 留存 保留',
  ),
);
const YES: ReadonlySet<string> = new Set([
  ...BARE_YES,
  ...[
    'churn churned churner left leave leaver leaving exited attrited gone lost inactive deactive deactivated',
    'cancelled canceled terminated disconnected 流失 已流失 离网 已离网 销户 已销户 拆机 已拆机 携转 已携转 携号转网',
  ].flatMap(wordsOf),
]);
const NO: ReadonlySet<string> = new Set([...BARE_NO, ...STAYED]);
const BARE: ReadonlySet<string> = new Set([...BARE_YES, ...BARE_NO]);
/** What programs write in place of a blank. */
const NOTHING: ReadonlySet<string> = new Set(wordsOf('na n/a #n/a null (null) nan nat \\n'));
const NOT = /^(?:not|no|non)[ _-]+(?=.)|^[未非](?=.)/;

/** `1.00` and `1e0` are 1, `True.` is true, `Attrited Customer` and `离网用户` are such words as well. */
const plainWord = (cell: string): string =>
  /^[01](?:[.,]0+)?(?:e[+-]?0+)?$/i.test(cell)
    ? cell.charAt(0)
    : cell
        .toLowerCase()
        .normalize('NFC')
        .replace(/\.$/, '')
        .replace(/(?<=.)(?:[ _-](?:customer|user|subscriber)s?|用户|客户)$/, '');

/** `Active`, `is_active`, `ActiveFlag`, `是否在网`, `在网标志`: yes would mean stayed. */
const isOfStaying = (name: string): boolean =>
  STAYED.has(
    plainWord(
      name
        .replace(/^(?:is[ _-]?|是否)/i, '')
        .replace(/(?:[ _-]?(?:flag|member|customer|user|subscriber)|标志|标识|客户|用户)$/i, ''),
    ),
  );

/** Many tables say 1 and -1. */
const SIGNS: ReadonlySet<string> = new Set(['', '1', '-1']);

/** A blank does not tell, nor does `NULL`: NaN. @param numbers of the rows, as a spreadsheet counts them */
export function yesOrNo(
  [column]: readonly TextColumn[],
  numbers: readonly number[],
  left: readonly string[] | undefined,
): Result<Float64Array, FileProblem> {
  const { name = '', cells: written = [] } = column ?? {};
  const cells =
    left === undefined
      ? written.map((cell) => (NOTHING.has(cell.toLowerCase()) ? '' : cell))
      : written;
  const yes = left === undefined ? YES : new Set(left.map((word) => word.toLowerCase()));
  const areSigns = cells.every((cell) => SIGNS.has(cell));
  const isYes = (word: string): boolean =>
    yes.has(left === undefined ? plainWord(word) : word.toLowerCase());
  const isNo = (word: string): boolean => {
    if (left !== undefined || (areSigns && word === '-1')) return true;
    const plain = plainWord(word);
    return NO.has(plain) || (NOT.test(plain) && YES.has(plain.replace(NOT, '')));
  };
  const words = new Map<string, Found>();
  for (const [at, word] of cells.entries()) {
    const { rows, first } = words.get(word) ?? { rows: 0, first: numbers[at] ?? 0 };
    words.set(word, { word, rows: rows + 1, first });
  }
  words.delete('');
  const told = [...words.keys()];
  const there = new Set(told.map((word) => word.toLowerCase()));
  const unsaid = left?.find((word) => !there.has(word.toLowerCase()));
  if (unsaid !== undefined)
    return err({ type: 'no-left-word', column: name, word: unsaid, found: told });
  if (left === undefined && isOfStaying(name) && told.some((word) => BARE.has(plainWord(word))))
    return err({ type: 'of-staying', column: name, found: told });
  const sound = told.filter((word) => isYes(word) || isNo(word));
  const other = [...words.values()].filter(({ word }) => !sound.includes(word));
  if (other.length > 0) {
    const found = other.toSorted((a, b) => b.rows - a.rows);
    return err({ type: 'not-yes-or-no', column: name, found, sound });
  }
  return ok(Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : isYes(cell) ? 1 : 0)));
}

export function silentIn(
  columns: readonly TextColumn[],
  numbers: readonly number[],
): Result<Float64Array, FileProblem> {
  const silent = new Float64Array(numbers.length).fill(1);
  for (const { name, cells } of columns) {
    const figureOf = numberReader(cells);
    for (const [at, cell] of cells.entries()) {
      const figure = cell === '' ? 0 : figureOf(cell);
      if (figure === null)
        return err({ type: 'not-a-number', column: name, row: numbers[at] ?? 0, found: cell });
      if (figure !== 0) silent[at] = 0;
    }
  }
  return ok(silent);
}

export function weightsIn(
  column: TextColumn | undefined,
  numbers: readonly number[],
): Result<Float64Array | undefined, FileProblem> {
  if (column === undefined) return ok(undefined);
  const { name, cells } = column;
  const figureOf = numberReader(cells);
  const weights = Float64Array.from(cells, (cell) => figureOf(cell) ?? 0);
  const at = weights.findIndex((weight) => !(weight > 0));
  if (at < 0) return ok(weights);
  return err({
    type: 'not-a-weight',
    column: name,
    row: numbers[at] ?? 0,
    found: cells[at] ?? '',
  });
}
