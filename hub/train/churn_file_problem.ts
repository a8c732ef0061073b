// Why a table cannot be judged: file, row and column, what was expected and found, and what to do.
import type { FileColumns } from './churn_file_columns.ts';

/** Five folds with four inside each need leavers in all. */
export const FEWEST_OF_A_KIND = 25;

/** A word of the column, the rows that say it, and the first of them as a spreadsheet counts. */
export type Found = { readonly word: string; readonly rows: number; readonly first: number };

type ThereAre = {
  readonly there: readonly string[];
  readonly otherSheets: readonly string[];
};

export type FileProblem =
  | { readonly type: 'unreadable'; readonly why: string }
  | (ThereAre & { readonly type: 'no-column'; readonly column: string; readonly option: string })
  | (ThereAre & { readonly type: 'no-such'; readonly pattern: string })
  | {
      readonly type: 'not-yes-or-no';
      readonly column: string;
      /** The commonest first; `sound`: those that say yes or no. */
      readonly found: readonly Found[];
      readonly sound: readonly string[];
    }
  | {
      readonly type: 'no-left-word';
      readonly column: string;
      readonly word: string;
      readonly found: readonly string[];
    }
  | { readonly type: 'of-staying'; readonly column: string; readonly found: readonly string[] }
  | { readonly type: 'nothing-to-learn-from'; readonly leftOut: FileColumns['leftOut'] }
  | {
      readonly type: 'not-a-number' | 'not-a-weight';
      readonly column: string;
      readonly row: number;
      readonly found: string;
    }
  | {
      readonly type: 'few-customers';
      readonly column: string;
      readonly count: number;
      /** Customers of whom a row says so. */
      readonly left: number;
      readonly stayed: number;
    }
  | { readonly type: 'no-rows'; readonly columns: readonly string[]; readonly rows: number }
  | {
      readonly type: 'one-kind';
      readonly columns: readonly string[];
      readonly rows: number;
      readonly positives: number;
    };

/** @param file as it was named */
export function fileProblemText(problem: FileProblem, file: string): string {
  switch (problem.type) {
    case 'unreadable':
      return problem.why;
    case 'no-column':
      return `${file} has no column ${problem.column} (${problem.option})${alike(problem.column, problem)}; ${thereAre(problem)}`;
    case 'no-such':
      return `${file} has no column named like ${problem.pattern} (--leave-out); ${thereAre(problem)}`;
    case 'not-yes-or-no': {
      const [{ word, first } = { word: '', first: 0 }] = problem.found;
      const found = few(problem.found.map((each) => `${each.word} (${rowsOf(each.rows)})`));
      const others = problem.sound.length === 0 ? '' : `; others say ${few(problem.sound)}`;
      return `${file}, row ${first}, ${problem.column}: expected yes or no (also 1 or 0, 是 or 否), found ${found}${others}. If such a word means that nothing is known: --blanks ${quoted(word)}; else name all words that mean left, every other then means stayed: --left WORD,WORD`;
    }
    case 'no-left-word':
      return `${file}, ${problem.column}: no row says ${problem.word} (--left); found ${few(problem.found)}. Name words that are there`;
    case 'of-staying': {
      const { column, found } = problem;
      return `${file}, ${column}: by its name this column tells who stayed, and its words (${few(found)}) do not say which of them means left. Name it: --left ${quoted(found.at(-1) ?? '')}`;
    }
    case 'nothing-to-learn-from': {
      const why = problem.leftOut.map(({ name, why }) => `${name} (${why})`);
      return `${file}: beside who left no column is there to learn from${why.length === 0 ? '' : `; not looked at: ${few(why)}`}. At least one column of figures or kinds is needed that --leave-out does not name`;
    }
    case 'not-a-number':
      return `${file}, row ${problem.row}, ${problem.column}: expected a number or nothing, found ${problem.found}. If that means nothing: --blanks ${quoted(problem.found)}`;
    case 'not-a-weight':
      return `${file}, row ${problem.row}, ${problem.column} (--weight): expected how many customers the row stands for, a number above 0, found ${problem.found === '' ? 'nothing' : problem.found}. Mend that row or take it out`;
    case 'few-customers':
      return `${file}: by ${problem.column} its rows are of ${problem.count} customers, of whom ${problem.left} left in some row and ${problem.stayed} stayed in some; expected at least ${FEWEST_OF_A_KIND} of either. Give a table of more customers, or say which column names them: --customer COLUMN`;
    case 'no-rows':
      return `${file}: none of ${rowsOf(problem.rows)} below the headers says in ${problem.columns.join(', ')} who left. Export the table with its rows, or name another column: --target COLUMN`;
    case 'one-kind':
      return `${file}, ${problem.columns.join(', ')}: ${problem.positives} of ${rowsOf(problem.rows)} left, ${problem.rows - problem.positives} stayed; expected at least ${FEWEST_OF_A_KIND} of either. Give a longer table, or say otherwise who left (--target, --left, --silent)`;
  }
}

const MOST_TOLD = 5;
/** A table may have hundreds. */
const MOST_COLUMNS = 30;

const rowsOf = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;

function few(words: readonly string[], most = MOST_TOLD): string {
  const more = words.length > most ? ` and ${words.length - most} more` : '';
  return `${words.slice(0, most).join(', ')}${more}`;
}

const quoted = (word: string): string => (/^[\w\p{L}]+$/u.test(word) ? word : `'${word}'`);

const plainName = (name: string): string => name.replaceAll(/[\s_-]/g, '').toLowerCase();

function alike(column: string, { there }: ThereAre): string {
  const found = there.find((name) => plainName(name) === plainName(column));
  return found === undefined ? '' : `, but one of ${found}`;
}

function thereAre({ there, otherSheets }: ThereAre): string {
  const sheets =
    otherSheets.length === 0 ? '' : `, or are on another sheet (--sheet): ${few(otherSheets)}`;
  return `it has: ${few(there, MOST_COLUMNS)}. If the headers stand further down: --header-row NUMBER${sheets}`;
}
