// What is asked about an amount before it is taken.
import type { Fen } from '#shared/base/money.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { plausibilityOf } from '#shared/model/amounts.ts';
import type { ErrandAction } from './errand.ts';

/** What comes instead of taking an amount; null: it is an ordinary one. */
export function stopOf(
  view: VisitView,
  amount: Fen | null,
  absurd: 'absurd-amount' | 'absurd-prepaid',
  now: number,
): ErrandAction | null {
  switch (plausibilityOf(amount, view.amounts)) {
    case 'plausible':
      return null;
    case 'absurd':
      return { type: 'notice', notice: absurd };
    case 'unusual':
      return askedAt(now);
  }
}

export const askedAt = (now: number): ErrandAction => ({
  type: 'ask',
  question: { doubt: { why: 'unusual' }, askedAt: now },
});
