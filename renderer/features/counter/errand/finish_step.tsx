// The end of the visit: what was really put on and the gift that was handed over, or what it was about.
import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { GiftLeft } from '#shared/contract/view_visit.ts';
import { type MatterReason, mattersOf } from '#shared/model/visit.ts';
import { AmountInput } from '#renderer/ui/amount_input.tsx';
import { countText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { acceptedProposal, chosenGift, type Errand, giftsOf, prepaidOf } from '../desk/errand.ts';
import { PREPAID_FIELD } from '../desk/errand_keys.ts';
import styles from './finish_step.module.css';
import { MatterStep } from './matter_step.tsx';
import { useGiftLeft } from './use_gift_left.ts';

export function FinishStep(props: {
  readonly errand: Errand;
  readonly field: Ref<HTMLInputElement>;
  readonly onPrepaid: (text: string) => void;
  readonly onGift: (gift: string | null) => void;
  readonly onMatter: (reason: MatterReason) => void;
  readonly onMatterWords: (text: string) => void;
  readonly onFinish: () => void;
  readonly onException: () => void;
}) {
  const { t } = useTranslation('counter');
  const { errand } = props;
  const { view } = errand;
  const prepaid = prepaidOf(errand);
  const gifts = giftsOf(view, prepaid ?? null);
  const matters = mattersOf(view.purpose);
  const exception = view.customer !== null && (
    <button type="button" className={styles['exception']} onClick={props.onException}>
      {t('exception.ask')} <KeyHint label={COUNTER_KEYS.exception} />
    </button>
  );
  const isWithout = (prepaid ?? 0) === 0 && matters === null;
  const end = (
    <Button className={styles['end']} size="md" onClick={props.onFinish}>
      {t(isWithout ? 'finish.withoutMoney' : 'finish.submit')}
      &ensp;
      <KeyHint label={COUNTER_KEYS.confirm} />
    </Button>
  );
  if (matters !== null) {
    return (
      <section className={styles['finish']} aria-label={t('finish.title')}>
        <MatterStep
          purpose={view.purpose}
          matters={matters}
          chosen={errand.matter}
          words={errand.matterText}
          onChoose={props.onMatter}
          onWords={props.onMatterWords}
        >
          {exception}
          {end}
        </MatterStep>
      </section>
    );
  }
  return (
    <section className={styles['finish']} aria-label={t('finish.title')}>
      <div className={styles['first']}>
        <AmountInput
          field={props.field}
          name={PREPAID_FIELD}
          label={t('finish.prepaid')}
          value={errand.prepaidText}
          isWrong={errand.notice === 'bad-prepaid' || errand.notice === 'absurd-prepaid'}
          hint={t('finish.noMoney')}
          onChange={props.onPrepaid}
        />
        {end}
      </div>
      <div className={styles['second']}>
        {gifts.length > 0 && (
          <div className={styles['gifts']} role="radiogroup" aria-label={t('finish.gift')}>
            <span className={styles['label']} aria-hidden="true">
              {t('finish.gift')} <KeyHint label={COUNTER_KEYS.gift} />
            </span>
            <GiftChoice
              gift={null}
              isChosen={chosenGift(errand) === null}
              onChoose={props.onGift}
            />
            {gifts.map((one) => (
              <GiftChoice
                key={one.id}
                gift={one}
                isChosen={chosenGift(errand) === one.id}
                onChoose={props.onGift}
              />
            ))}
          </div>
        )}
        <Brings errand={errand} />
        {exception}
      </div>
    </section>
  );
}

/** What the accepted offer takes and brings besides a gift. */
function Brings({ errand }: { readonly errand: Errand }) {
  const { t } = useTranslation('counter');
  const accepted = acceptedProposal(errand.view);
  if (accepted === null) return null;
  const isBelow = accepted.prepay > (prepaidOf(errand) ?? 0);
  const words = [
    ...(accepted.points > 0 ? [t('finish.points', { count: countText(accepted.points) })] : []),
    ...(accepted.draws !== null && !isBelow
      ? [t('finish.draws', { count: String(accepted.draws.count) })]
      : []),
  ];
  return words.length === 0 ? null : <p className={styles['brings']}>{words.join(' · ')}</p>;
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
      className={styles[gift === null ? 'gift' : 'named']}
      disabled={gift !== null && gift.here === 0}
      onClick={() => props.onChoose(gift?.id ?? null)}
    >
      {gift === null ? (
        t('finish.noGift')
      ) : (
        <>
          <span className={styles['giftName']}>{localText(gift.name, language)}</span>
          <span className={styles['left']}>{giftLeft(gift)}</span>
        </>
      )}
    </button>
  );
}
