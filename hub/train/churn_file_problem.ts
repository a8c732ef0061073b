// Why a table cannot be judged, in words that tell what to do.
import type { FileColumns } from './churn_file_columns.ts';

/** Five folds with four inside each need leavers in all. */
export const FEWEST_OF_A_KIND = 25;

export type FileProblem =
  | { readonly type: 'unreadable'; readonly why: string }
  | { readonly type: 'no-column'; readonly column: string; readonly there: readonly string[] }
  | { readonly type: 'not-yes-or-no'; readonly column: string; readonly found: readonly string[] }
  | {
      readonly type: 'no-left-word';
      readonly column: string;
      readonly word: string;
      readonly found: readonly string[];
    }
  | { readonly type: 'nothing-to-learn-from'; readonly leftOut: FileColumns['leftOut'] }
  | { readonly type: 'no-such'; readonly pattern: string; readonly there: readonly string[] }
  | {
      readonly type: 'not-a-number' | 'not-a-weight';
      readonly column: string;
      readonly row: number;
      readonly found: string;
    }
  | { readonly type: 'one-kind'; readonly rows: number; readonly positives: number };

export function fileProblemText(problem: FileProblem): string {
  switch (problem.type) {
    case 'unreadable':
      return problem.why;
    case 'no-column':
      return `the file has no column ${problem.column}; it has: ${problem.there.join(', ')}`;
    case 'not-yes-or-no':
      return `the column ${problem.column} must say yes or no (or 1 or 0); it says: ${problem.found.join(', ')}. Name the words that mean left: --left WORD,WORD`;
    case 'no-left-word':
      return `no row of ${problem.column} says ${problem.word} (--left); it says: ${problem.found.join(', ')}`;
    case 'nothing-to-learn-from': {
      const why = problem.leftOut.map(({ name, why }) => `${name} (${why})`);
      return `beside who left no column is there to learn from${why.length === 0 ? '' : `; not looked at: ${why.join(', ')}`}`;
    }
    case 'no-such':
      return `no column is named like ${problem.pattern} (--leave-out); the file has: ${problem.there.join(', ')}`;
    case 'not-a-number':
      return `row ${problem.row}, ${problem.column}: expected a number or nothing, found ${problem.found}. Name words that mean nothing: --blanks WORD,WORD`;
    case 'not-a-weight':
      return `row ${problem.row}, ${problem.column}: expected how many customers the row stands for, a number above 0, found ${problem.found === '' ? 'nothing' : problem.found}`;
    case 'one-kind':
      return `${problem.positives} of ${problem.rows} rows left: at least ${FEWEST_OF_A_KIND} must have left and as many stayed`;
  }
}
