// The PIN of the chosen person; after wrong ones the wait counts down.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PIN_PATTERN } from '#shared/model/pin.ts';
import { useSend } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { secondsLeft } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { useNow } from '#renderer/ui/use_now.ts';
import type { StaffTile } from './choose_staff.ts';
import styles from './pin_form.module.css';

/** The clock's step. It shows up to one step ahead: the wait is longer by one, or a quick PIN would come too early. */
const STEP_MS = 250;

export function PinForm({
  staff,
  onBack,
}: {
  readonly staff: StaffTile;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('signIn');
  const signIn = useSend('session.sign-in');
  const [pin, setPin] = useState('');
  const [waitUntil, setWaitUntil] = useState(0);
  const now = useNow(waitUntil > 0 ? STEP_MS : 0);
  const seconds = waitUntil === 0 ? 0 : secondsLeft(waitUntil, now);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useKeys((press) => {
    if (press.key !== 'Escape') return false;
    onBack();
    return true;
  });

  const isReady = PIN_PATTERN.test(pin) && seconds === 0 && !signIn.isPending;
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const answer = await signIn.mutateAsync({ staff: staff.id, pin });
    if (answer.ok) return;
    setPin('');
    field.current?.focus();
    const { error } = answer;
    const wait = error.type === 'wrong-pin' || error.type === 'wait' ? error.retryAfterMs : 0;
    setWaitUntil(wait > 0 ? Date.now() + wait + STEP_MS : 0);
  };
  const failure = signIn.data?.ok === false ? signIn.data.error : null;

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1 className={styles['label']}>
        <label htmlFor="pin">{t('pin', { name: staff.name })}</label>
      </h1>
      <input
        ref={field}
        id="pin"
        className={styles['pin']}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        aria-describedby="pin-hint"
        value={pin}
        readOnly={seconds > 0}
        onChange={(event) => setPin(event.target.value.normalize('NFKC').replaceAll(/\D/g, ''))}
      />
      <p id="pin-hint" className={styles['hint']}>
        {t('pinHint')}
      </p>
      {failure?.type === 'wrong-pin' && (
        <p className={styles['wrong']} role="alert">
          {t('wrong', { failures: failure.failures })}
        </p>
      )}
      {failure !== null && failure.type !== 'wrong-pin' && failure.type !== 'wait' && (
        <FailureText failure={failure} />
      )}
      {seconds > 0 && (
        <p className={styles['wrong']} role="timer">
          {t('wait', { seconds })}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button variant="default" onClick={onBack}>
          {t('change')}&ensp;
          <KeyHint label="Esc" />
        </Button>
        <Button type="submit" disabled={!isReady}>
          {t('submit')}&ensp;
          <KeyHint label="Enter" />
        </Button>
      </div>
    </form>
  );
}
