// Asked once about an amount or a finish, in the place where the eyes are; the keys that answer it stand beside it.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import { type AmountBounds, plausibilityOf } from '#shared/model/amounts.ts';
import { comparedWith } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import type { Question } from '../desk/errand.ts';
import styles from './amount_question.module.css';

export function AmountQuestion({
  question: { doubt },
  step,
  amount,
  bounds,
  onYes,
}: {
  readonly question: Question;
  readonly step: 'amount' | 'finish';
  /** Null: no money. */
  readonly amount: Fen | null;
  readonly bounds: AmountBounds;
  readonly onYes: () => void;
}) {
  const { t } = useTranslation(['counter', 'common']);
  const { language, currency } = useLocale();
  const money = (of: Fen): string => formatMoney(of, currency, language);
  const compared = plausibilityOf(amount, bounds) === 'unusual' ? comparedWith(bounds) : null;
  return (
    <p className={styles['question']} role="alert" data-question={doubt.why}>
      <strong>
        {amount === null ? t('finish.askNoMoney') : t(`${step}.ask`, { amount: money(amount) })}
        {compared !== null && (
          <>
            &ensp;
            {t(`common:than.${compared.word}`, { amount: money(compared.amount) })}
          </>
        )}
      </strong>
      <button type="button" className={styles['yes']} onClick={onYes}>
        <KeyHint label={COUNTER_KEYS.confirm} /> {t(`${step}.askYes`)}
      </button>
      {doubt.why === 'typed' && (
        <span>
          <KeyHint label={COUNTER_KEYS.lookUp} /> {t('finish.askSearch', { text: doubt.typed })}
        </span>
      )}
      <span>
        <KeyHint label={COUNTER_KEYS.back} /> {t('finish.askBack')}
      </span>
    </p>
  );
}
