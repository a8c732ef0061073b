// Where an amount is typed: without letters, which stay free to be keys.
import type { Ref } from 'react';
import { CURRENCIES, type Currency } from '#shared/base/currencies.ts';
import { parseAmount } from '#shared/base/money.ts';
import styles from './amount_input.module.css';
import { useLocale } from './locale.tsx';
import { useComposed } from './use_composed.ts';

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
  const typing = useComposed(props.value, (text, isPasted) =>
    props.onChange(isPasted ? pastedAmount(text, currency) : amountCharacters(text)),
  );
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
          maxLength={20}
          aria-invalid={props.isWrong}
          aria-describedby={props.isWrong ? PROBLEM_ID : hintId}
          readOnly={props.isFixed}
          onFocus={props.onFocus}
          {...typing}
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

/**
 * Key by key: letters are keys of the page and no part of an amount, signs and blanks are dropped. What makes another
 * amount of it (`50+50`, `1,5`, 五十) stays, and is refused where all can see it.
 */
export const amountCharacters = (text: string): string =>
  narrowed(text).replaceAll(/(?![〇零一二两三四五六七八九十百千万亿半])[\p{L}\p{Sc}\s]/gu, '');

/** A text that was pasted means what it says as a whole: `1e3` and `2 x 50` are no amounts. */
export const pastedAmount = (text: string, currency: Currency): string =>
  parseAmount(text, currency) === undefined ? narrowed(text).trim() : amountCharacters(text);

/** Full-width digits and a Chinese full stop are taken as meant. */
const narrowed = (text: string): string =>
  text
    .replaceAll(/[\uFF01-\uFF5E]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
    .replaceAll('。', '.');
