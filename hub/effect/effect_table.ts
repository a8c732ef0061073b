// Any table of a comparison: one row a unit, with its arm, its outcome and what was known before.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ImportError } from '#hub/import/errors.ts';
import { openSource } from '#hub/import/open_source.ts';
import { SourceBroken } from '#hub/import/source.ts';
import type { Participant } from './columns.ts';

export type TableColumns = {
  readonly arm: string;
  /** What the arm's column says of units that were left alone. */
  readonly heldOut: string;
  readonly outcome: string;
  readonly covariates: readonly string[];
  /** Tells the units apart; left out: nobody looks whether one is there twice. */
  readonly unit?: string | undefined;
};

export type TableProblem =
  | { readonly type: 'file'; readonly error: ImportError }
  | { readonly type: 'no-column'; readonly column: string; readonly there: readonly string[] }
  | {
      readonly type: 'not-a-number';
      readonly row: number;
      readonly column: string;
      readonly value: string;
    }
  | { readonly type: 'same-column' | 'column-twice'; readonly column: string }
  | { readonly type: 'blank'; readonly row: number; readonly column: string }
  | { readonly type: 'unit-twice'; readonly row: number; readonly unit: string }
  /** Not two: there is nothing to compare, or what is compared is not said. */
  | {
      readonly type: 'arms';
      readonly column: string;
      readonly heldOut: string;
      /** In the order of the rows, the first few. */
      readonly there: readonly string[];
    }
  | { readonly type: 'no-spread'; readonly column: string; readonly value: number };

/** As a figure is written for a computer; what more `Number` takes (0x1F, blanks) is no figure of a table. */
const FIGURE = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Above it a figure is not exact any more, and its square may be lost. */
const MOST = 2 ** 53;
const ARMS_NAMED = 5;

export async function readEffectTable(
  path: string,
  { arm, heldOut, outcome, covariates, unit }: TableColumns,
): Promise<Result<readonly Participant[], TableProblem>> {
  const named = [arm, outcome, ...covariates, ...(unit === undefined ? [] : [unit])];
  const same = named.find((column, at) => named.indexOf(column) !== at);
  if (same !== undefined) return err({ type: 'same-column', column: same });
  const source = await openSource(path, {});
  if (!source.ok) return err({ type: 'file', error: source.error });
  const { headers, rawHeaders, rows } = source.value;
  const missing = named.find((column) => !headers.includes(column));
  if (missing !== undefined) return err({ type: 'no-column', column: missing, there: headers });
  const twice = named.find(
    (column) => rawHeaders.filter((header) => header.trim() === column).length > 1,
  );
  if (twice !== undefined) return err({ type: 'column-twice', column: twice });
  const places = [outcome, ...covariates].map((column) => ({
    column,
    at: headers.indexOf(column),
  }));
  const armAt = headers.indexOf(arm);
  const unitAt = unit === undefined ? null : headers.indexOf(unit);
  const arms = new Set<string>();
  const units = new Set<string>();
  const participants: Participant[] = [];
  try {
    for await (const { row, cells } of rows()) {
      const said = (cells[armAt] ?? '').trim();
      if (said === '') return err({ type: 'blank', row, column: arm });
      if (arms.size < ARMS_NAMED) arms.add(said);
      if (unit !== undefined && unitAt !== null) {
        const name = (cells[unitAt] ?? '').trim();
        if (name === '') return err({ type: 'blank', row, column: unit });
        if (units.has(name)) return err({ type: 'unit-twice', row, unit: name });
        units.add(name);
      }
      const numbers: number[] = [];
      for (const { column, at } of places) {
        const value = (cells[at] ?? '').trim();
        const number = FIGURE.test(value) ? Number(value) : Number.NaN;
        if (!(Math.abs(number) <= MOST)) return err({ type: 'not-a-number', row, column, value });
        numbers.push(number);
      }
      const [measured = 0, ...before] = numbers;
      participants.push({ isHeldOut: said === heldOut, outcome: measured, covariates: before });
    }
  } catch (error) {
    if (error instanceof SourceBroken) return err({ type: 'file', error: error.error });
    throw error;
  }
  if (arms.size !== 2 || !arms.has(heldOut)) {
    return err({ type: 'arms', column: arm, heldOut, there: [...arms] });
  }
  const [first] = participants;
  if (first !== undefined && participants.every((each) => each.outcome === first.outcome)) {
    return err({ type: 'no-spread', column: outcome, value: first.outcome });
  }
  return ok(participants);
}
