// The PIN of the chosen person; one that HQ gave leads to an own one.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contract/approval.ts';
import { useClient, useSend } from '#renderer/client/services.tsx';
import { staffQuery } from '#renderer/client/staff.ts';
import { ApprovalDialog } from '#renderer/ui/approval_dialog.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PinField, usePinEntry } from '#renderer/ui/pin_field.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import type { StaffTile } from './choose_staff.ts';
import { OwnPinForm } from './own_pin_form.tsx';
import styles from './pin_form.module.css';
import type { Replaced } from './replaced_pin.ts';

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
  /** The PIN that was right, or that is to be replaced; null: it is yet to be typed. */
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const [isReleasing, setIsReleasing] = useState(false);
  useKeys((press) => {
    if (press.key !== 'Escape') return false;
    onBack();
    return true;
  }, !isReleasing);

  const isReady = entry.isReady && !signIn.isPending;
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const answer = await signIn.mutateAsync({ staff: staff.id, pin: entry.pin });
    if (answer.ok) return;
    if (answer.error.type === 'own-pin-due') {
      setReplaced({ pin: entry.pin, digits: answer.error.digits, isFirst: true });
      entry.clear();
    } else entry.refused(answer.error);
  };

  if (replaced !== null) {
    return (
      <OwnPinForm
        staff={staff}
        replaced={replaced}
        onBack={onBack}
        onRefused={(failure) => {
          setReplaced(null);
          entry.refused(failure);
        }}
      />
    );
  }
  return (
    <>
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
          {entry.failure?.type === 'locked-out' && (
            <Button variant="default" onClick={() => setIsReleasing(true)}>
              {t('release')}
            </Button>
          )}
          <Button
            variant="subtle"
            disabled={!isReady}
            onClick={() => {
              setReplaced({ pin: entry.pin, digits: null, isFirst: false });
              entry.clear();
            }}
          >
            {t('changePin')}
          </Button>
        </div>
      </form>
      {isReleasing && (
        <ReleaseDialog
          staff={staff}
          onDone={() => {
            setIsReleasing(false);
            entry.clear();
          }}
          onClose={() => setIsReleasing(false)}
        />
      )}
    </>
  );
}

function ReleaseDialog(props: {
  readonly staff: StaffTile;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('signIn');
  const staff = useQuery(staffQuery(useClient())).data;
  const release = useSend('staff.release');
  const { id: member, name } = props.staff;
  const approve = async (approval: Approval): Promise<Failure | null> => {
    const outcome = await release.mutateAsync({ member, approval });
    if (!outcome.ok) return outcome.error;
    props.onDone();
    return null;
  };
  return (
    <ApprovalDialog
      title={t('releaseTitle', { name })}
      submit={t('releaseSubmit')}
      staff={staff?.ok === true ? staff.value : []}
      isReady
      onApprove={approve}
      onClose={props.onClose}
    >
      <p className={styles['what']}>{t('releaseWhat', { name })}</p>
    </ApprovalDialog>
  );
}
