// What one row of the file becomes, or what is wrong with it.
import type { LocalText } from '#shared/model/text.ts';
import type { MissingColumn } from './errors.ts';
import type { Cell } from './fields.ts';
import type { SourceRow } from './source.ts';

export type BadCell = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly expected: LocalText;
};

/** Values stand in the order of the reader's `fields` (and `monthFields`). */
export type ImportRecord = {
  readonly row: number;
  readonly values: readonly Cell[];
  readonly months: readonly { readonly month: string; readonly values: readonly Cell[] }[];
  readonly holdings: readonly HeldRecord[];
  /** Codes of which a blank cell says nothing: what the customer has of them stays. */
  readonly openHoldings: readonly string[];
};

export type HeldRecord = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Null: the file does not say; `NO_END`: it has none. */
  readonly until: string | null;
};

/**
 * `noData`: a total or a note, as its text says. `otherUnit`: a note that all amounts are counted in another unit than
 * the map's, so that no row of the file can be trusted.
 */
export type ReadRow =
  | { readonly record: ImportRecord }
  | { readonly bad: readonly BadCell[] }
  | { readonly noData: string }
  | { readonly otherUnit: string };

/** What of the file the map says nothing about, and the other way round. */
export type Unmatched = {
  /** Headers that no field takes. */
  readonly columns: readonly string[];
  /** Fields of the map that found no column, with the column's name. */
  readonly fields: readonly MissingColumn[];
  /** Columns of months after the as-of day. */
  readonly lateMonths: readonly string[];
};

export interface RowReader {
  readonly fields: readonly string[];
  readonly monthFields: readonly string[];
  /** Of `fields`: a blank cell leaves them as they are. Every month field is so. */
  readonly keptFields: readonly string[];
  /** Codes that this file decides about: those a row neither has nor leaves open are taken from the customer. */
  readonly holdingCodes: readonly string[];
  /** And the map says that nobody in it has any others. */
  readonly hasAllHoldings: boolean;
  /** Header of the column that fills a field; the field's own name where a constant does. */
  readonly columnOf: (field: string) => string;
  readonly unmatched: Unmatched;
  /** Once all rows are read: whole identity numbers that look sound by chance, where others of the file were rounded. */
  readonly roundedIdentities: () => readonly { readonly row: number; readonly value: string }[];
  readonly read: (row: SourceRow) => ReadRow;
}
