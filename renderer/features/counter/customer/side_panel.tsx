// The right of the customer page: twelve months, or what else is known; one key goes from one to the other.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { scrollStep } from '#renderer/ui/scroll_step.ts';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { AMOUNT_FIELD, PREPAID_FIELD } from '../desk/errand_keys.ts';
import type { Folds } from '../desk/use_folds.ts';
import { History } from './history.tsx';
import { KnowMore } from './know_more.tsx';
import styles from './side_panel.module.css';

/** Paging does nothing in them. */
const NUMBER_FIELDS: ReadonlySet<string> = new Set([AMOUNT_FIELD, PREPAID_FIELD]);

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
  const panel = useRef<HTMLElement>(null);
  useKeys((press) => {
    const isPaging = press.key === 'PageDown' || press.key === 'PageUp';
    if (!isPaging || (press.field !== null && !NUMBER_FIELDS.has(press.field))) return false;
    panel.current?.scrollBy({ top: scrollStep(press, panel.current.clientHeight) });
    return true;
  });
  return (
    <section ref={panel} className={styles['side']} aria-label={t(isMore ? 'title' : 'history')}>
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
