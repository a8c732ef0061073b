// Who left, and how many customers a row stands for, as the columns of a table say it.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { TextColumn } from './churn_file_columns.ts';
import { numberReader } from './churn_file_numbers.ts';
import type { FileProblem } from './churn_file_problem.ts';

const YES: ReadonlySet<string> = new Set(
  'yes y true t 1 1.0 churn churned left leaver exited attrited gone 是 已流失 流失 离网 已离网'.split(
    ' ',
  ),
);
const NO: ReadonlySet<string> = new Set(
  'no n false f 0 0.0 stay stayed stayer retained active existing current 否 未流失 在网 未离网 正常'.split(
    ' ',
  ),
);
const MOST_TOLD = 5;

/** A blank does not tell: NaN. */
export function yesOrNo(
  [column]: readonly TextColumn[],
  left: readonly string[] | undefined,
): Result<Float64Array, FileProblem> {
  const { name = '', cells = [] } = column ?? {};
  const yes = left === undefined ? YES : new Set(left.map((word) => word.toLowerCase()));
  const isNo = (word: string): boolean => left !== undefined || NO.has(word);
  const told = [...new Set(cells)].filter((cell) => cell !== '');
  const there = new Set(told.map((cell) => cell.toLowerCase()));
  const unsaid = left?.find((word) => !there.has(word.toLowerCase()));
  if (unsaid !== undefined)
    return err({
      type: 'no-left-word',
      column: name,
      word: unsaid,
      found: told.slice(0, MOST_TOLD),
    });
  const words = new Map<string, number>();
  const other = new Set<string>();
  for (const cell of new Set(cells)) {
    const word = cell.toLowerCase();
    if (cell === '') words.set(cell, Number.NaN);
    else if (yes.has(word)) words.set(cell, 1);
    else if (isNo(word)) words.set(cell, 0);
    else other.add(cell);
  }
  if (other.size > 0)
    return err({ type: 'not-yes-or-no', column: name, found: [...other].slice(0, MOST_TOLD) });
  return ok(Float64Array.from(cells, (cell) => words.get(cell) ?? Number.NaN));
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
