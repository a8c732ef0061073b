// HQ's budget of look-ups is used up: why has this one to be? Far beyond it a manager's PIN as well.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contract/approval.ts';
import type { BeyondFailure } from '#shared/contract/failure.ts';
import {
  type LookUpAction,
  type LookUpReason as Reason,
  lookUpReasonSchema,
} from '#shared/model/look_up.ts';
import { REASON_WORDS_MAX } from '#shared/model/visit.ts';
import { useGiveReason } from '#renderer/client/look_ups.ts';
import { useClient } from '#renderer/client/services.tsx';
import { staffQuery } from '#renderer/client/staff.ts';
import { ApprovalDialog } from '#renderer/ui/approval_dialog.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { ModalForm } from '#renderer/ui/modal_form.tsx';
import { RadioList } from '#renderer/ui/radio_list.tsx';
import { keyName } from '#renderer/ui/use_keys.ts';
import styles from './look_up_reason.module.css';

/** Whether a look-up failed for want of a reason. */
export const isBeyond = (failure: Failure | null): failure is BeyondFailure =>
  failure?.type === 'opens-beyond' || failure?.type === 'reveals-beyond';

export function LookUpReason({
  beyond,
  customer,
  action,
  onAllowed,
  onClose,
}: {
  readonly beyond: BeyondFailure;
  readonly customer: number;
  readonly action: LookUpAction;
  /** The reason is taken: the same look-up goes through now. */
  readonly onAllowed: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['counter', 'common']);
  const client = useClient();
  const giveReason = useGiveReason();
  const staff = useQuery(staffQuery(client)).data;
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const ownWords = useRef<HTMLInputElement>(null);
  const isReady = reason !== null && (reason !== 'other' || words.trim() !== '');

  const choose = (name: Reason): void => {
    setReason(name);
    if (name === 'other') ownWords.current?.focus();
  };
  const give = async (approval: Approval | null): Promise<Failure | null> => {
    if (reason === null) return null;
    const answer = await giveReason({ customer, action, reason, words, approval });
    if (!answer.ok) return answer.error;
    onAllowed();
    return null;
  };
  const fields = (
    <>
      <FailureText failure={beyond} />
      <div
        role="presentation"
        className={styles['fields']}
        onKeyDown={(event) => {
          const key = keyName(event.key, event.code);
          const name = lookUpReasonSchema.options[Number(key) - 1];
          if (name === undefined || event.target === ownWords.current) return;
          event.preventDefault();
          choose(name);
        }}
      >
        <RadioList
          legend={t('common:field.reason')}
          value={reason}
          onChoose={choose}
          choices={lookUpReasonSchema.options.map((name, index) => ({
            name,
            label: `${index + 1}  ${t(`common:lookUpReason.${name}`)}`,
            isOpen: true,
          }))}
        />
        <label className={styles['words']}>
          {t('common:field.words')}
          <input
            ref={ownWords}
            className={styles['input']}
            autoComplete="off"
            maxLength={REASON_WORDS_MAX}
            placeholder={t('beyond.wordsHint')}
            required={reason === 'other'}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      </div>
    </>
  );
  return beyond.needsManager ? (
    <ApprovalDialog
      title={t(`beyond.title.${action}`)}
      submit={t('beyond.submit')}
      staff={staff?.ok === true ? staff.value : []}
      isReady={isReady}
      onApprove={give}
      onClose={onClose}
    >
      {fields}
    </ApprovalDialog>
  ) : (
    <ModalForm
      title={t(`beyond.title.${action}`)}
      submit={t('beyond.submit')}
      isReady={isReady}
      onSubmit={() => void give(null).then(setFailure)}
      onClose={onClose}
      testId="look-up-reason"
    >
      {fields}
      {failure !== null && <FailureText failure={failure} />}
    </ModalForm>
  );
}
