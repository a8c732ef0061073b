// What one row of the file becomes, or what is wrong with it.
import type { LocalText } from '#shared/model/text.ts';
import type { Cell } from './fields.ts';

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
};

export type HeldRecord = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly until: string | null;
};

export type ReadRow = { readonly record: ImportRecord } | { readonly bad: readonly BadCell[] };

export interface RowReader {
  readonly fields: readonly string[];
  readonly monthFields: readonly string[];
  /** Codes that this file decides about: those a row does not have are taken from the customer. */
  readonly holdingCodes: readonly string[];
  /** Header of the column that fills a field; the field's own name where a constant does. */
  readonly columnOf: (field: string) => string;
  readonly read: (row: number, cells: readonly string[]) => ReadRow;
}
