// A gift that no offer brings: which, why, and the manager who lets it go. It finishes the visit.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { Approval } from '#shared/contract/approval.ts';
import type { GiftChoice } from '#shared/contract/view_visit.ts';
import { type AmountBounds, plausibilityOf } from '#shared/model/amounts.ts';
import { type GiftReason, giftReasonSchema, REASON_WORDS_MAX } from '#shared/model/visit.ts';
import { giftsQuery } from '#renderer/client/gifts.ts';
import { useClient } from '#renderer/client/services.tsx';
import { staffQuery } from '#renderer/client/staff.ts';
import { ApprovalDialog } from '#renderer/ui/approval_dialog.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { comparedWith } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { RadioList } from '#renderer/ui/radio_list.tsx';
import type { Exception } from '../desk/finish_steps.ts';
import { chosenGift, type Errand, prepaidOf } from '../desk/errand.ts';
import styles from './gift_exception.module.css';
import { useGiftLeft } from './use_gift_left.ts';

export function GiftException({
  errand,
  customer,
  onApprove,
  onClose,
}: {
  readonly errand: Errand;
  readonly customer: number;
  readonly onApprove: (exception: Exception) => Promise<Failure | null>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['counter', 'common']);
  const giftLeft = useGiftLeft();
  const client = useClient();
  const { language } = useLocale();
  const staff = useQuery(staffQuery(client)).data;
  const gifts = useQuery(giftsQuery(client, customer)).data;
  const [gift, setGift] = useState<string | null>(null);
  const [reason, setReason] = useState<GiftReason | null>(null);
  const [words, setWords] = useState('');
  const earned = chosenGift(errand);
  const choices = gifts?.ok === true ? gifts.value : [];

  const noteOf = (one: GiftChoice): string =>
    one.isGiven ? t('exception.given') : one.id === earned ? t('exception.earned') : giftLeft(one);
  const isReady = gift !== null && reason !== null && (reason !== 'other' || words.trim() !== '');
  const approve = async (approval: Approval): Promise<Failure | null> =>
    gift === null || reason === null ? null : onApprove({ gift, reason, words, approval });
  return (
    <ApprovalDialog
      title={t('exception.title')}
      submit={t('exception.submit')}
      staff={staff?.ok === true ? staff.value : []}
      isReady={isReady}
      onApprove={approve}
      onClose={onClose}
    >
      <Prepaid amount={prepaidOf(errand) ?? null} bounds={errand.view.amounts} />
      {gifts?.ok === false && <FailureText failure={gifts.error} />}
      {gifts?.ok === true && choices.length === 0 && <p>{t('exception.none')}</p>}
      <RadioList
        isFirst
        legend={t('finish.gift')}
        value={gift}
        onChoose={setGift}
        choices={choices.map((one) => ({
          name: one.id,
          label: localText(one.name, language),
          note: noteOf(one),
          isOpen: one.here > 0 && !one.isGiven && one.id !== earned,
        }))}
      />
      <RadioList
        legend={t('common:field.reason')}
        value={reason}
        onChoose={setReason}
        choices={giftReasonSchema.options.map((name) => ({
          name,
          label: t(`exception.reason.${name}`),
          isOpen: true,
        }))}
      />
      <label className={styles['words']}>
        {t('common:field.words')}
        <input
          className={styles['input']}
          autoComplete="off"
          maxLength={REASON_WORDS_MAX}
          placeholder={t('exception.wordsHint')}
          required={reason === 'other'}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
    </ApprovalDialog>
  );
}

/** What the manager approves with it: the amount, and what is usual. */
function Prepaid(props: { readonly amount: Fen | null; readonly bounds: AmountBounds }) {
  const { t } = useTranslation(['counter', 'common']);
  const { language, currency } = useLocale();
  const { amount, bounds } = props;
  const money = (of: Fen): string => formatMoney(of, currency, language);
  const isUnusual = plausibilityOf(amount, bounds) === 'unusual';
  const { word, amount: usual } = comparedWith(bounds);
  return (
    <p className={isUnusual ? styles['unusual'] : undefined}>
      {amount === null || amount === 0
        ? t('done.noMoney')
        : t('done.prepaid', { amount: money(amount) })}
      {isUnusual && <>&ensp;{t(`common:than.${word}`, { amount: money(usual) })}</>}
    </p>
  );
}
