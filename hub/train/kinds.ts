// Columns of kinds as columns of yes and no, one a kind: what a model of straight lines can read.
import type { RawColumn } from './logistic_columns.ts';

/** Of more kinds the first, which are the commonest, have a column of their own. */
const MOST_TOLD = 100;

/** Of two kinds one column says all. Being blank is a kind. */
export const withoutKinds = (columns: readonly RawColumn[]): readonly RawColumn[] =>
  columns.flatMap((column) =>
    column.kinds === undefined ? column : indicatorsOf(column, column.kinds),
  );

function indicatorsOf({ code, values }: RawColumn, kinds: readonly string[]): readonly RawColumn[] {
  const places = [...kinds.keys()].slice(0, MOST_TOLD);
  const all = values.some(Number.isNaN) ? [BLANK, ...places] : places;
  const told = all.length === 2 ? all.slice(1) : all;
  // Made when asked for: of hundreds of kinds they would take more room than all else.
  return told.map((kind) => ({
    code: codeOfKind(code, kinds[kind]),
    get values() {
      return values.map((value) => ((Number.isNaN(value) ? BLANK : value) === kind ? 1 : 0));
    },
  }));
}

const BLANK = -1;

/** @param kind undefined: blank */
export const codeOfKind = (code: string, kind: string | undefined): string =>
  `${code}=${kind ?? '(blank)'}`;
