// Asks a manager of the branch to approve one act with the PIN, at the window of whoever is signed in there.
import { type ReactNode, useEffectEvent, useId, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contract/approval.ts';
import type { StaffEntry } from '#shared/contract/view_status.ts';
import styles from './approval_dialog.module.css';
import type { Failure } from './failure_type.ts';
import { ModalForm } from './modal_form.tsx';
import { PinField, usePinEntry } from './pin_field.tsx';
import { RadioList } from './radio_list.tsx';

/** What it is about, and fields of the act itself, stand between the title and the manager. */
export function ApprovalDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  /** Words of the button that approves. */
  readonly submit: string;
  /** All of the staff: its managers are offered. */
  readonly staff: readonly StaffEntry[];
  /** What else must be filled in is there. */
  readonly isReady: boolean;
  /** Null: done, the dialog's owner takes it away. */
  readonly onApprove: (approval: Approval) => Promise<Failure | null>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('approval');
  const id = useId();
  const entry = usePinEntry();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const managers = props.staff.filter(({ role }) => role === 'manager');
  const manager = managers.find((one) => one.id === chosen) ?? managers[0];
  const isReady = props.isReady && manager !== undefined && entry.isReady && !isPending;

  /** A PIN does not outlast the sight of it: the page may be hidden by the lock. */
  const leave = useEffectEvent(() => entry.clear());
  useLayoutEffect(() => () => leave(), []);

  const approve = async (): Promise<void> => {
    if (!isReady) return;
    setIsPending(true);
    const failure = await props.onApprove({ manager: manager.id, pin: entry.pin });
    setIsPending(false);
    if (failure !== null) entry.refused(failure);
  };
  return (
    <ModalForm
      title={props.title}
      submit={props.submit}
      isReady={isReady}
      onSubmit={() => void approve()}
      onClose={props.onClose}
      testId="approval"
    >
      {props.children}
      <ManagerChoice
        managers={managers}
        manager={manager?.id ?? null}
        onChoose={(next) => {
          setChosen(next);
          entry.clear();
        }}
      />
      <div className={styles['pin']}>
        <PinField
          entry={entry}
          id={`${id}-pin`}
          label={
            <label htmlFor={`${id}-pin`} className={styles['label']}>
              {t('pin', { name: manager?.name ?? '' })}
            </label>
          }
          hint={t('pinHint')}
          isFocused={false}
        />
      </div>
    </ModalForm>
  );
}

/** One manager needs no choice. */
function ManagerChoice(props: {
  readonly managers: readonly StaffEntry[];
  readonly manager: string | null;
  readonly onChoose: (manager: string) => void;
}) {
  const { t } = useTranslation('approval');
  if (props.managers.length === 0) return <p role="alert">{t('noManager')}</p>;
  if (props.managers.length === 1) return null;
  return (
    <RadioList
      legend={t('manager')}
      value={props.manager}
      onChoose={props.onChoose}
      choices={props.managers.map(({ id, name }) => ({ name: id, label: name, isOpen: true }))}
    />
  );
}
