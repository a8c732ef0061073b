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
};

export type TableProblem =
  | { readonly type: 'file'; readonly error: ImportError }
  | { readonly type: 'no-column'; readonly column: string; readonly there: readonly string[] }
  | {
      readonly type: 'not-a-number';
      readonly row: number;
      readonly column: string;
      readonly value: string;
    };

export async function readEffectTable(
  path: string,
  { arm, heldOut, outcome, covariates }: TableColumns,
): Promise<Result<readonly Participant[], TableProblem>> {
  const source = await openSource(path, {});
  if (!source.ok) return err({ type: 'file', error: source.error });
  const { headers, rows } = source.value;
  const asked = [arm, outcome, ...covariates];
  const missing = asked.find((column) => !headers.includes(column));
  if (missing !== undefined) return err({ type: 'no-column', column: missing, there: headers });
  const places = [outcome, ...covariates].map((column) => ({
    column,
    at: headers.indexOf(column),
  }));
  const armAt = headers.indexOf(arm);
  const participants: Participant[] = [];
  try {
    for await (const { row, cells } of rows()) {
      const numbers: number[] = [];
      for (const { column, at } of places) {
        const value = (cells[at] ?? '').trim();
        const number = value === '' ? Number.NaN : Number(value);
        if (!Number.isFinite(number)) return err({ type: 'not-a-number', row, column, value });
        numbers.push(number);
      }
      const [measured = 0, ...before] = numbers;
      const isHeldOut = (cells[armAt] ?? '').trim() === heldOut;
      participants.push({ isHeldOut, outcome: measured, covariates: before });
    }
  } catch (error) {
    if (error instanceof SourceBroken) return err({ type: 'file', error: error.error });
    throw error;
  }
  return ok(participants);
}
