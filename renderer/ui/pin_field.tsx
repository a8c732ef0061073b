// Where a PIN is typed; after wrong ones the wait counts down, and nothing is taken meanwhile.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PIN_PATTERN } from '#shared/model/pin.ts';
import { FailureText } from './failure_text.tsx';
import type { Failure } from './failure_type.ts';
import { secondsLeft } from './format.ts';
import styles from './pin_field.module.css';
import { useComposed } from './use_composed.ts';
import { useNow } from './use_now.ts';

/** The clock's step. It shows up to one step ahead: the wait is longer by one, or a quick PIN would come too early. */
const STEP_MS = 250;

export type PinEntry = {
  readonly pin: string;
  readonly failure: Failure | null;
  /** Left to wait. */
  readonly seconds: number;
  /** It looks like a PIN, and nobody has to wait. */
  readonly isReady: boolean;
  type(text: string): void;
  /** The PIN was tried in vain, or something else was wrong: it is typed anew. */
  refused(failure: Failure): void;
  clear(): void;
};

export function usePinEntry(): PinEntry {
  const [pin, setPin] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const now = useNow(waitUntil > 0 ? STEP_MS : 0);
  const seconds = waitUntil === 0 ? 0 : secondsLeft(waitUntil, now);
  return {
    pin,
    failure,
    seconds,
    isReady: PIN_PATTERN.test(pin) && seconds === 0,
    type: (text) => setPin(text.normalize('NFKC').replaceAll(/\D/g, '')),
    refused(why) {
      setPin('');
      setFailure(why);
      const wait = why.type === 'wrong-pin' || why.type === 'wait' ? why.retryAfterMs : 0;
      setWaitUntil(wait > 0 ? Date.now() + wait + STEP_MS : 0);
    },
    clear() {
      setPin('');
      setFailure(null);
      setWaitUntil(0);
    },
  };
}

/**
 * Takes the focus again after each refusal.
 * @param label names the field; it must hold a `label` for `id`
 * @param isFocused takes the focus when it appears
 */
export function PinField({
  entry,
  id,
  label,
  hint,
  isFocused,
}: {
  readonly entry: PinEntry;
  readonly id: string;
  readonly label: ReactNode;
  readonly hint: string;
  readonly isFocused: boolean;
}) {
  const { t } = useTranslation('common');
  const { failure, seconds } = entry;
  const field = useRef<HTMLInputElement>(null);
  const typing = useComposed(entry.pin, entry.type);
  useEffect(() => {
    if (isFocused || failure !== null) field.current?.focus();
  }, [isFocused, failure]);
  return (
    <>
      {label}
      <input
        ref={field}
        id={id}
        className={styles['pin']}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        aria-describedby={`${id}-hint`}
        readOnly={seconds > 0}
        {...typing}
      />
      <p id={`${id}-hint`} className={styles['hint']}>
        {hint}
      </p>
      {failure?.type === 'wrong-pin' && (
        <p className={styles['wrong']} role="alert">
          {t('pin.wrong', { failures: failure.failures })}
        </p>
      )}
      {failure !== null && failure.type !== 'wrong-pin' && failure.type !== 'wait' && (
        <FailureText failure={failure} />
      )}
      {seconds > 0 && (
        <p className={styles['wrong']} role="timer">
          {t('pin.wait', { seconds })}
        </p>
      )}
    </>
  );
}
