// Who stands at the counter: identity (masked), standing, warnings. Everything says as of when.
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { dayText, secondsLeft } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import styles from './customer_card.module.css';
import { CustomerFacts } from './customer_facts.tsx';
import { CustomerRisks } from './customer_risks.tsx';
import type { Revealed } from './use_revealed.ts';
import type { useRevealed } from './use_revealed.ts';

export function CustomerCard({
  customer,
  reveal,
  onFamily,
}: {
  readonly customer: CustomerView;
  readonly reveal: ReturnType<typeof useRevealed>;
  readonly onFamily: (id: number, name: string) => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const shown = reveal.revealed ?? customer;
  return (
    <section className={styles['card']} aria-label={t('customer.region')}>
      <div className={styles['identity']}>
        <h2 className={styles['name']} data-testid="customer-name">
          {shown.name === '' ? t('find.noName') : shown.name}
        </h2>
        <button type="button" className={styles['reveal']} onClick={reveal.toggle}>
          {t(reveal.revealed === null ? 'customer.reveal' : 'customer.hide')}{' '}
          <KeyHint label={COUNTER_KEYS.reveal} />
        </button>
        <p className={styles['phone']} data-testid="customer-phone">
          {shown.phone}
        </p>
        <p className={styles['account']}>
          {t('find.account', { account: shown.account })}
          {customer.idTail !== '' && <> · {t('find.tail', { tail: customer.idTail })}</>}
        </p>
        {reveal.revealed !== null && <Countdown revealed={reveal.revealed} />}
        {reveal.failure !== null && <FailureText failure={reveal.failure} />}
      </div>
      <CustomerRisks customer={customer} />
      <CustomerFacts customer={customer} onFamily={onFamily} />
      <p className={styles['asOf']}>
        {t('customer.asOf', { day: dayText(customer.asOf, language) })}
      </p>
    </section>
  );
}

function Countdown({ revealed }: { readonly revealed: Revealed }) {
  const { t } = useTranslation('counter');
  const now = useNow(250);
  return (
    <p className={styles['countdown']} role="timer">
      {t('customer.revealed', { seconds: secondsLeft(revealed.until, now) })}
    </p>
  );
}
