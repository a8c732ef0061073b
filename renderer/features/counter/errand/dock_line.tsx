// The line above the answers and the finish: what is asked, what was recorded, what is wrong. It always has its place.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import { PROBLEM_ID } from '#renderer/ui/amount_input.tsx';
import { useLocale } from '#renderer/ui/locale.tsx';
import {
  acceptedProposal,
  type Errand,
  prepaidOf,
  shownProposal,
  typedAmount,
} from '../desk/errand.ts';
import { AmountQuestion } from './amount_question.tsx';
import { AnsweredNote } from './answered_note.tsx';
import styles from './dock_line.module.css';

export function DockLine({
  errand,
  today,
  onUndo,
  onYes,
  onPaper,
  children,
}: {
  readonly errand: Errand;
  readonly today: Day;
  readonly onUndo: () => void;
  readonly onYes: () => void;
  readonly onPaper: (() => void) | null;
  /** At the end of the line, when nothing is asked and no answer needs the room. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('counter');
  const { language, currency } = useLocale();
  const { view, step, question, notice } = errand;
  const money = (amount: Fen): string => formatMoney(amount, currency, language);
  const place = step === 'amount' ? 'amount' : 'finish';
  if (question !== null) {
    const typed = step === 'amount' ? typedAmount(errand.amountText, currency) : prepaidOf(errand);
    return (
      <div className={styles['line']}>
        <AmountQuestion
          question={question}
          step={place}
          amount={typed ?? null}
          bounds={view.amounts}
          onYes={onYes}
        />
      </div>
    );
  }
  const problem = problemOf(notice);
  if (problem !== null) {
    const words =
      problem === 'absurd' ? t('amount.absurd', { most: money(view.amounts.most) }) : t(problem);
    return (
      <p id={PROBLEM_ID} className={styles['problem']} role="alert">
        {words}
      </p>
    );
  }
  const accepted = acceptedProposal(view);
  const isBelow =
    step === 'finish' &&
    accepted !== null &&
    accepted.gift !== null &&
    accepted.prepay > (prepaidOf(errand) ?? 0);
  if (isBelow) {
    return (
      <p className={styles['warning']}>{t('finish.below', { prepay: money(accepted.prepay) })}</p>
    );
  }
  const proposal = shownProposal(errand);
  const answered = proposal?.answered ?? null;
  const told =
    notice === 'undone'
      ? t('done.undone')
      : notice === 'resumed'
        ? t('waiting.resumed', { purpose: t(`purpose.${view.purpose}`) })
        : null;
  return (
    <div className={styles['line']}>
      {answered !== null && (
        <AnsweredNote
          answer={answered.answer}
          isCare={proposal?.promotional === false}
          laterOn={answered.laterOn}
          today={today}
          by={answered.by}
          until={view.undo?.kind === 'answer' ? view.undo.until : null}
          onUndo={onUndo}
          onPaper={onPaper}
        />
      )}
      {answered === null && told !== null && (
        <p className={styles['told']} role="status">
          {told}
        </p>
      )}
      {(answered === null || errand.hasVerdicts) && (
        <span className={styles['end']}>{children}</span>
      )}
    </div>
  );
}

function problemOf(
  notice: Errand['notice'],
): 'amount.bad' | 'finish.bad' | 'answer.first' | 'matter.first' | 'absurd' | null {
  switch (notice) {
    case 'bad-amount':
      return 'amount.bad';
    case 'bad-prepaid':
      return 'finish.bad';
    case 'answer-first':
      return 'answer.first';
    case 'matter-first':
      return 'matter.first';
    case 'absurd-amount':
    case 'absurd-prepaid':
      return 'absurd';
    default:
      return null;
  }
}
