// One cell of a generated file, and the usual ways to write a text.
import { day } from '#shared/base/month.ts';
import type { Random } from './random.ts';

export const AS_OF = day('2026-10-31');

/** Names of formats; `date` counts the day that the value names. */
export type NumberFormat = 'date' | '0000' | 'percent' | 'accounting' | 'dollars' | 'literal';

/** One cell: its text in a CSV, and how a workbook may hold it. */
export type QuirkCell = {
  readonly text: string;
  /** As a number in a workbook, with a format; else it is text there too. */
  /** A workbook calculates it; what it gave stands beside the formula. */
  readonly isFormula?: true;
  readonly number?: { readonly value: string; readonly format?: NumberFormat } | undefined;
};

export type Kind = {
  readonly field: string;
  /** Where the file has a decimal comma, so have its cells. */
  readonly isFigure?: true;
  readonly headers: readonly [string, ...string[]];
  readonly value: (random: Random, row: number) => unknown;
  readonly write: (value: never, random: Random) => QuirkCell;
};

export const text = (written: string): QuirkCell => ({ text: written });

/** Full-width, as input methods write it. */
export const wide = (written: string): string =>
  written.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** Half of the cells are plain, so that most files have rows that go in. */
export const pickMostlyFirst = (forms: readonly QuirkCell[], random: Random): QuirkCell =>
  (random.chance(0.7) ? forms[0] : forms[random.int(forms.length)]) ?? text('');
