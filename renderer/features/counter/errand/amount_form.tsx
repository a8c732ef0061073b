// For a top-up: how much the customer means to put on.
import { type Ref, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ofCurrency } from '#shared/base/money.ts';
import { AmountInput } from '#renderer/ui/amount_input.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { useLocale } from '#renderer/ui/locale.tsx';
import { type Errand, isAnswered } from '../desk/errand.ts';
import { AMOUNT_FIELD, QUICK_AMOUNTS } from '../desk/errand_keys.ts';
import styles from './amount_form.module.css';

/** A pause in typing after which the sentence follows the amount, in ms. */
const PAUSE_MS = 600;

export function AmountForm(props: {
  readonly errand: Errand;
  readonly field: Ref<HTMLInputElement>;
  readonly onType: (text: string) => void;
  readonly onPause: () => void;
  readonly onQuick: (whole: number) => void;
  readonly onFocus: () => void;
}) {
  const { t } = useTranslation('counter');
  const { errand } = props;
  const { currency } = useLocale();
  const isAsked = errand.step === 'amount';
  // An answer was given to the sentence for this amount; one given to another purpose fixes none.
  const isFixed = errand.view.purpose === 'top-up' && isAnswered(errand.view);
  const isWrong = errand.notice === 'bad-amount' || errand.notice === 'absurd-amount';
  const pause = useEffectEvent(props.onPause);
  useEffect(() => {
    if (errand.amountText === '' || !isAsked) return undefined;
    const timer = setTimeout(() => pause(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [errand.amountText, isAsked]);

  return (
    <div className={styles['form']} data-active={isAsked}>
      <AmountInput
        field={props.field}
        name={AMOUNT_FIELD}
        label={t('amount.label')}
        value={errand.amountText}
        isWrong={isWrong}
        isFixed={isFixed}
        onChange={props.onType}
        onFocus={props.onFocus}
      />
      <div className={styles['quick']} role="group" aria-label={t('amount.quick')}>
        {QUICK_AMOUNTS.map((whole) => (
          <button
            key={whole}
            type="button"
            className={styles['button']}
            aria-label={String(whole)}
            disabled={isFixed}
            onClick={() => props.onQuick(whole)}
          >
            <MoneyText amount={ofCurrency(whole, currency)} />
          </button>
        ))}
        {isAsked && (
          <span className={styles['keys']}>
            <KeyHint label={`Alt+1–${QUICK_AMOUNTS.length}`} />
          </span>
        )}
      </div>
    </div>
  );
}
