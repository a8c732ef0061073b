// Of each row of a table its fold and what both models said unseen, so that any other method can be held against them.
import type { HeldOut } from './churn_evaluate.ts';
import type { FileTable } from './churn_file.ts';

/** `row` as a spreadsheet counts them; scores are log-odds before calibration. */
export function foldsCsv(
  { table, numbers }: FileTable,
  { folds, scores: { logistic, additive } }: HeldOut,
): string {
  const lines = numbers.map((row, at) =>
    [row, folds[at], table.target[at], logistic[at], additive[at]].join(','),
  );
  return `${['row,fold,left,logistic,additive', ...lines].join('\n')}\n`;
}
