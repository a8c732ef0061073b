// Answers of earlier visits: those of the visit on the counter stand in its own panel.
import type { CustomerView } from '#shared/contract/view_customer.ts';

/** As many as fit beside the chart. */
const SHOWN = 5;

/** @param openVisit the visit on the counter; null before it has begun */
export const earlierAnswers = (
  { lastAnswers }: Pick<CustomerView, 'lastAnswers'>,
  openVisit: string | null,
): CustomerView['lastAnswers'] =>
  lastAnswers.filter(({ visit }) => visit !== openVisit).slice(0, SHOWN);
