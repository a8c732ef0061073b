// Why a customer hears nothing, as HQ may know it.
import type { Decision, SilenceCode } from '#shared/model/decision.ts';

/** The counter is not told of the lot. */
export const silenceCode = ({ ghosts, silence }: Decision): SilenceCode | 'holdout' =>
  ghosts !== null && ghosts.length > 0 ? 'holdout' : (silence?.code ?? 'nothing-fits');
