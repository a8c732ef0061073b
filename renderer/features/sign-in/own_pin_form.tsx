// An own PIN takes the place of the present one: typed twice, in force at once.
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '#renderer/client/services.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PinField, usePinEntry } from '#renderer/ui/pin_field.tsx';
import type { StaffTile } from './choose_staff.ts';
import styles from './pin_form.module.css';
import type { Replaced } from './replaced_pin.ts';

/** As many as any PIN has, until HQ's figure is known. */
const LEAST_DIGITS = 4;

export function OwnPinForm({
  staff,
  replaced,
  onBack,
  onRefused,
}: {
  readonly staff: StaffTile;
  readonly replaced: Replaced;
  readonly onBack: () => void;
  /** The present PIN was wrong, or is not looked at now. */
  readonly onRefused: (failure: Failure) => void;
}) {
  const { t } = useTranslation('signIn');
  const signIn = useSend('session.sign-in');
  const entry = usePinEntry();
  const repeated = usePinEntry();
  const second = useRef<HTMLDivElement>(null);
  const [differs, setDiffers] = useState(false);
  const [digits, setDigits] = useState(replaced.digits ?? LEAST_DIGITS);
  const isReady = entry.isReady && !signIn.isPending;

  /** Enter goes on to the second field, and from there signs in. */
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const isTwice = entry.pin === repeated.pin;
    setDiffers(!isTwice && repeated.pin !== '');
    if (!isTwice) {
      repeated.clear();
      second.current?.querySelector('input')?.focus();
      return;
    }
    const answer = await signIn.mutateAsync({
      staff: staff.id,
      pin: replaced.pin,
      ownPin: entry.pin,
    });
    if (answer.ok) return;
    const { error } = answer;
    if (error.type !== 'weak-pin' && error.type !== 'same-pin') {
      onRefused(error);
      return;
    }
    if (error.type === 'weak-pin') setDigits(error.digits);
    repeated.clear();
    entry.refused(error);
  };

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles['what']}>{t(replaced.isFirst ? 'own.first' : 'own.again')}</p>
      <PinField
        entry={entry}
        id="own-pin"
        label={
          <h1 className={styles['label']}>
            <label htmlFor="own-pin">{t('own.pin', { name: staff.name })}</label>
          </h1>
        }
        hint={t('own.hint', { digits })}
        isFocused
      />
      <div ref={second} className={styles['second']}>
        <PinField
          entry={repeated}
          id="own-pin-again"
          label={
            <label className={styles['again']} htmlFor="own-pin-again">
              {t('own.repeat')}
            </label>
          }
          hint={t('own.whole')}
          isFocused={false}
        />
      </div>
      {differs && (
        <p className={styles['differs']} role="alert">
          {t('own.differs')}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button variant="default" onClick={onBack}>
          {t('change')}&ensp;
          <KeyHint label="Esc" />
        </Button>
        <Button type="submit" disabled={!isReady}>
          {t('own.submit')}&ensp;
          <KeyHint label="Enter" />
        </Button>
      </div>
    </form>
  );
}
