// The right of the customer page: twelve months, or what else is known; one key goes from one to the other.
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import type { Folds } from '../use_folds.ts';
import { History } from './history.tsx';
import { KnowMore } from './know_more.tsx';
import styles from './side_panel.module.css';

export function SidePanel(props: {
  readonly customer: CustomerView;
  /** Null before the visit has begun. */
  readonly openVisit: string | null;
  readonly today: Day;
  readonly folds: Folds;
}) {
  const { t } = useTranslation('knowledge');
  const { customer, folds } = props;
  const isMore = folds.isOpen('more');
  const toggle = (): void => folds.toggle('more');
  return (
    <section className={styles['side']} aria-label={t(isMore ? 'title' : 'history')}>
      <div className={styles['views']} role="group" aria-label={t('views')}>
        <button
          type="button"
          className={styles['view']}
          aria-pressed={!isMore}
          onClick={isMore ? toggle : undefined}
        >
          {t('history')}
        </button>
        <button
          type="button"
          className={styles['view']}
          aria-pressed={isMore}
          onClick={isMore ? undefined : toggle}
        >
          {t('title')}
        </button>
        <KeyHint label={COUNTER_KEYS.more} />
      </div>
      {isMore ? (
        <KnowMore
          customer={customer}
          isRetentionOpen={folds.isOpen('retention')}
          onRetention={() => folds.toggle('retention')}
        />
      ) : (
        <History customer={customer} openVisit={props.openVisit} today={props.today} />
      )}
    </section>
  );
}
