// The end of the visit: what was really put on, and the gift that was handed over.
import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/base/money.ts';
import type { Fen } from '#shared/base/money.ts';
import type { GiftLeft } from '#shared/contract/view_visit.ts';
import { AmountInput } from '#renderer/ui/amount_input.tsx';
import { countText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import {
  acceptedProposal,
  chosenGift,
  type Errand,
  giftsOf,
  prepaidOf,
  takesMoney,
} from '../desk/errand.ts';
import { PREPAID_FIELD } from '../desk/errand_keys.ts';
import { AmountQuestion } from './amount_question.tsx';
import styles from './finish_step.module.css';
import { useGiftLeft } from './use_gift_left.ts';

export function FinishStep(props: {
  readonly errand: Errand;
  readonly field: Ref<HTMLInputElement>;
  readonly onPrepaid: (text: string) => void;
  readonly onGift: (gift: string | null) => void;
  readonly onFinish: () => void;
  readonly onException: () => void;
}) {
  const { t } = useTranslation('counter');
  const { language, currency } = useLocale();
  const { errand } = props;
  const accepted = acceptedProposal(errand.view);
  const prepaid = prepaidOf(errand);
  const gifts = giftsOf(errand.view, prepaid ?? null);
  const gift = chosenGift(errand);
  const money = (amount: Fen): string => formatMoney(amount, currency, language);
  const problemOf = (notice: Errand['notice']): string | null =>
    notice === 'bad-prepaid'
      ? t('finish.bad')
      : notice === 'absurd-prepaid'
        ? t('amount.absurd', { most: money(errand.view.amounts.most) })
        : null;
  const isBelow = accepted !== null && accepted.prepay > (prepaid ?? 0);
  return (
    <section className={styles['finish']} aria-label={t('finish.title')}>
      <div className={styles['first']}>
        {takesMoney(errand.view) ? (
          <AmountInput
            field={props.field}
            name={PREPAID_FIELD}
            label={t('finish.prepaid')}
            value={errand.prepaidText}
            problem={problemOf(errand.notice)}
            hint={t('finish.noMoney')}
            onChange={props.onPrepaid}
          />
        ) : (
          <p className={styles['brings']}>
            {t('finish.noAmount', { purpose: t(`purpose.${errand.view.purpose}`) })}
          </p>
        )}
        <Button size="md" onClick={props.onFinish}>
          {t(
            (prepaid ?? 0) === 0 && takesMoney(errand.view)
              ? 'finish.withoutMoney'
              : 'finish.submit',
          )}
          &ensp;
          <KeyHint label={COUNTER_KEYS.confirm} />
        </Button>
      </div>
      {errand.question !== null && (
        <AmountQuestion
          question={errand.question}
          step="finish"
          amount={prepaid ?? null}
          bounds={errand.view.amounts}
          onYes={props.onFinish}
        />
      )}
      {isBelow && accepted.gift !== null && (
        <p className={styles['warning']}>{t('finish.below', { prepay: money(accepted.prepay) })}</p>
      )}
      {accepted !== null && (accepted.points > 0 || accepted.draws !== null) && (
        <p className={styles['brings']}>
          {[
            ...(accepted.points > 0
              ? [t('finish.points', { count: countText(accepted.points) })]
              : []),
            ...(accepted.draws !== null && !isBelow
              ? [t('finish.draws', { count: String(accepted.draws.count) })]
              : []),
          ].join(' · ')}
        </p>
      )}
      {gifts.length > 0 && (
        <div className={styles['gifts']} role="radiogroup" aria-label={t('finish.gift')}>
          <span className={styles['label']} aria-hidden="true">
            {t('finish.gift')} <KeyHint label={COUNTER_KEYS.gift} />
          </span>
          <GiftChoice gift={null} isChosen={gift === null} onChoose={props.onGift} />
          {gifts.map((one) => (
            <GiftChoice
              key={one.id}
              gift={one}
              isChosen={gift === one.id}
              onChoose={props.onGift}
            />
          ))}
        </div>
      )}
      {props.errand.view.customer !== null && (
        <button type="button" className={styles['exception']} onClick={props.onException}>
          {t('exception.ask')} <KeyHint label={COUNTER_KEYS.exception} />
        </button>
      )}
    </section>
  );
}

function GiftChoice(props: {
  readonly gift: GiftLeft | null;
  readonly isChosen: boolean;
  readonly onChoose: (gift: string | null) => void;
}) {
  const { t } = useTranslation('counter');
  const giftLeft = useGiftLeft();
  const { language } = useLocale();
  const { gift } = props;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={props.isChosen}
      className={styles['gift']}
      disabled={gift !== null && gift.here === 0}
      onClick={() => props.onChoose(gift?.id ?? null)}
    >
      {gift === null ? t('finish.noGift') : localText(gift.name, language)}
      {gift !== null && <span className={styles['left']}>{giftLeft(gift)}</span>}
    </button>
  );
}
