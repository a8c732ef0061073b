// The draws that a finished visit has earned, one after the other. Pure; each draw is the data process's.
import type { Uuid } from '#shared/base/id.ts';
import type { DrawView, LotteryView } from '#shared/contract/view_lottery.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { DRAW_NUMBER } from '#shared/model/draw_number.ts';

export type DrawDesk = {
  readonly visit: Uuid;
  /** Masked. */
  readonly name: string;
  readonly lottery: string;
  /** Draws that the visit still has. */
  readonly left: number;
  /** As typed; digits only. */
  readonly number: string;
  readonly isBad: boolean;
  /** The last draw, and what was on show before it. */
  readonly result: { readonly draw: DrawView; readonly before: LotteryView | null } | null;
  readonly failure: Failure | null;
};

export type DrawAction =
  | { readonly type: 'type'; readonly text: string }
  | { readonly type: 'bad' }
  | { readonly type: 'drawn'; readonly draw: DrawView; readonly before: LotteryView | null }
  | { readonly type: 'failed'; readonly failure: Failure }
  /** From the result to the next number. */
  | { readonly type: 'again' };

/** Null: the visit has earned no draw. */
export function beginDraw({ visit, draws }: VisitView, name: string): DrawDesk | null {
  if (draws === null || draws.left === 0) return null;
  return {
    visit,
    name,
    lottery: draws.lottery,
    left: draws.left,
    number: '',
    isBad: false,
    result: null,
    failure: null,
  };
}

export function drawReducer(desk: DrawDesk, action: DrawAction): DrawDesk {
  switch (action.type) {
    case 'type':
      return { ...desk, number: drawNumber(action.text), isBad: false, failure: null };
    case 'bad':
      return { ...desk, isBad: true };
    case 'drawn':
      return {
        ...desk,
        left: action.draw.left,
        number: '',
        result: { draw: action.draw, before: action.before },
        failure: null,
      };
    case 'failed':
      return { ...desk, failure: action.failure };
    case 'again':
      return desk.left === 0 ? desk : { ...desk, result: null };
  }
}

/** Full-width digits are taken as meant; anything else is dropped. */
const drawNumber = (text: string): string =>
  text.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 8);

/** May this be drawn with? The data process asks for the same. */
export const isDrawNumber = (text: string): boolean => DRAW_NUMBER.test(text);

export function ticketsOf({ prizes, blanks }: Pick<LotteryView, 'prizes' | 'blanks'>): {
  readonly all: number;
  readonly withPrize: number;
} {
  const withPrize = prizes.reduce((sum, { left }) => sum + left, 0);
  return { all: withPrize + blanks, withPrize };
}

/** Enough of a fingerprint to compare by eye: `3fa9 02bc … 77e1`. */
export const shortPrint = (hex: string): string =>
  `${hex.slice(0, 4)} ${hex.slice(4, 8)} … ${hex.slice(-4)}`;

/** All of it, in fours. */
export const fullPrint = (hex: string): string => (hex.match(/.{1,4}/g) ?? []).join(' ');
