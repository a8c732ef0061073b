// The PIN of the chosen person.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSend } from '#renderer/client/services.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PinField, usePinEntry } from '#renderer/ui/pin_field.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import type { StaffTile } from './choose_staff.ts';
import styles from './pin_form.module.css';

export function PinForm({
  staff,
  onBack,
}: {
  readonly staff: StaffTile;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('signIn');
  const signIn = useSend('session.sign-in');
  const entry = usePinEntry();
  useKeys((press) => {
    if (press.key !== 'Escape') return false;
    onBack();
    return true;
  });

  const isReady = entry.isReady && !signIn.isPending;
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const answer = await signIn.mutateAsync({ staff: staff.id, pin: entry.pin });
    if (!answer.ok) entry.refused(answer.error);
  };

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PinField
        entry={entry}
        id="pin"
        label={
          <h1 className={styles['label']}>
            <label htmlFor="pin">{t('pin', { name: staff.name })}</label>
          </h1>
        }
        hint={t('pinHint')}
        isFocused
      />
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
