// How an answer counts towards a chance of yes once the operator's log is known: settled goes before accepted.
import { COUNTS_AS } from '#shared/model/beliefs.ts';
import type { HeardAnswer } from '#hub/db/answers.ts';

/**
 * A yes whose money never came, or was taken back, was heard and is no yes. One that still waits for the log, or asks
 * for no money, counts as it was recorded.
 */
export const countsAs = ({ answer, is_unsettled: isUnsettled }: HeardAnswer): 'yes' | 'no' | null =>
  answer === 'accepted' && isUnsettled ? 'no' : COUNTS_AS[answer];
