// What an import did, or would do.
import type { BorneOut } from '#hub/score/bear_out.ts';
import type { Counts, HoldingChanges } from './db/compare.ts';
import type { Leaving, SharedPhones } from './db/leaving.ts';
import type { OlderRows } from './db/older.ts';
import type { BadCell, Unmatched } from './record.ts';
import type { BadKind } from './rows_seen.ts';

export type ImportReport = {
  /** False: a dry run, or refused for its bad rows; the hub is as it was. */
  readonly applied: boolean;
  /** Bad rows without `--rejects`: nothing may be imported. */
  readonly refused: boolean;
  readonly readAs: string;
  readonly rows: number;
  readonly bad: {
    readonly rows: number;
    readonly first: readonly BadCell[];
    /** The most frequent first. */
    readonly kinds: readonly BadKind[];
  };
  /** Totals and notes, which are no rows of data. */
  readonly skipped: {
    readonly rows: number;
    readonly first: readonly { readonly row: number; readonly text: string }[];
  };
  /** Rows that were read although the spreadsheet hides them. */
  readonly hiddenRows: number;
  /** Columns that were read although the spreadsheet hides them. */
  readonly hiddenColumns: readonly string[];
  readonly unmatched: Unmatched;
  /** Sheets of the workbook that were not read. */
  readonly otherSheets: readonly string[];
  /** Of customers whom the hub knows as of a later day. */
  readonly older: OlderRows | undefined;
  /** With `--complete`: who is missing in the file. */
  readonly leaving: Leaving | undefined;
  /** Customers who had left and are in the file. */
  readonly back: number;
  /** Rows of persons who were erased: passed over. */
  readonly erased: number;
  /** Phones that another customer has too. */
  readonly phones: SharedPhones | undefined;
  /** Rows in the rejects file, when one was written. */
  readonly setAside: number;
  readonly changes: Counts;
  /** Changed fields by their column in the file. */
  readonly fields: readonly {
    readonly field: string;
    readonly column: string;
    readonly count: number;
  }[];
  readonly months: (Counts & { readonly from: string; readonly to: string }) | undefined;
  readonly holdings: HoldingChanges | undefined;
  /** What the months of the file made of the chances that were said of its branches' customers. */
  readonly borneOut: readonly BorneOut[];
  readonly newBranch: string | undefined;
  readonly seconds: number;
};

export const changesNothing = (report: ImportReport): boolean =>
  report.changes.added + report.changes.changed === 0 &&
  (report.leaving?.left ?? 0) + report.back === 0 &&
  (report.months?.added ?? 0) + (report.months?.changed ?? 0) === 0 &&
  (report.holdings?.added ?? 0) +
    (report.holdings?.changed ?? 0) +
    (report.holdings?.removed ?? 0) ===
    0;
