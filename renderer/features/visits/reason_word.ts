// What was answered, and why a sentence was declined or not said, as the counter words it.
import type { TFunction } from 'i18next';
import type { Answer, DeclineReason, NotSaidReason } from '#shared/model/visit.ts';

export function reasonWord(
  t: TFunction<['visits', 'counter']>,
  answer: Answer,
  reason: DeclineReason | NotSaidReason | null,
): string {
  if (reason === null) return '';
  if (answer === 'declined') {
    return t(`counter:answer.declineReason.${reason as DeclineReason}`);
  }
  return t(`counter:answer.notSaidReason.${reason as NotSaidReason}`);
}

/** Care has words of its own: nobody accepts a greeting. */
export const answerWord = (
  t: TFunction<['visits', 'counter']>,
  answer: Answer,
  isCare: boolean,
): string => t(isCare ? `counter:answer.care.${answer}` : `counter:answer.${answer}`);
