// What the paper key prints as the counter stands: the sentence that is told, else the receipt of the visit done last.
import type { PaperChoice } from '#shared/contract/view_paper.ts';
import type { Language } from '#shared/model/text.ts';
import type { Counter } from './counter.ts';
import { type Errand, isAnswered, shownProposal } from './errand.ts';

/** Null: there is nothing to print. */
export function paperOf({ served, finished }: Counter, language: Language): PaperChoice | null {
  if (served === null) return finished && { kind: 'receipt', visit: finished, language };
  const { errand } = served;
  const proposal = errand === null ? null : shownProposal(errand);
  if (errand === null || proposal === null || !hasCard(errand)) return null;
  const { offer, tier, treatment } = proposal;
  const { visit, decision } = errand.view;
  return { kind: 'card', visit, decision, offer, tier, treatment, language };
}

/** A sentence that sells, and that the customer was told: not what is there before the amount. */
export const hasCard = (errand: Errand): boolean =>
  shownProposal(errand)?.promotional === true &&
  (errand.step !== 'amount' || isAnswered(errand.view));
