// Where an amount is typed: digits and a point only, so that letters stay free to be keys.
import { type Ref, useState } from 'react';
import { CURRENCIES } from '#shared/base/currencies.ts';
import styles from './amount_input.module.css';
import { useLocale } from './locale.tsx';

/** Of the element that says what is wrong with the amount. */
export const PROBLEM_ID = 'amount-problem';

export function AmountInput({
  field,
  ...props
}: {
  readonly field: Ref<HTMLInputElement>;
  /** Name of the field for key handling. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What is wrong is said elsewhere: in an element `PROBLEM_ID`. */
  readonly isWrong: boolean;
  readonly isFixed?: boolean;
  readonly hint?: string;
  readonly onChange: (text: string) => void;
  readonly onFocus?: () => void;
}) {
  const { language, currency } = useLocale();
  /** What an input method composes: no amount before it is done. */
  const [composed, setComposed] = useState<string | null>(null);
  const take = (text: string): void => {
    setComposed(null);
    props.onChange(amountCharacters(text));
  };
  const hintId = `${props.name}-hint`;
  return (
    <div className={styles['amount']}>
      <label className={styles['label']} htmlFor={props.name}>
        {props.label}
      </label>
      <span className={styles['box']}>
        {language === 'en' && <span className={styles['unit']}>{CURRENCIES[currency].sign}</span>}
        <input
          ref={field}
          id={props.name}
          className={styles['input']}
          data-field={props.name}
          inputMode="decimal"
          autoComplete="off"
          maxLength={10}
          aria-invalid={props.isWrong}
          aria-describedby={props.isWrong ? PROBLEM_ID : hintId}
          value={composed ?? props.value}
          readOnly={props.isFixed}
          onFocus={props.onFocus}
          onChange={(event) => {
            const { value } = event.target;
            if ((event.nativeEvent as InputEvent).isComposing) setComposed(value);
            else take(value);
          }}
          onCompositionEnd={(event) => take(event.currentTarget.value)}
        />
        {language === 'zh-CN' && (
          <span className={styles['unit']}>{CURRENCIES[currency].unit.zh}</span>
        )}
      </span>
      {props.hint !== undefined && (
        <span id={hintId} className={styles['hint']}>
          {props.hint}
        </span>
      )}
    </div>
  );
}

/** Full-width digits and a Chinese full stop are taken as meant; anything else is dropped. */
export const amountCharacters = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll(/[^\d.]/g, '');
