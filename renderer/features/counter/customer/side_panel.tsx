// The right of the customer page: twelve months, or what else is known; one key goes from one to the other.
import { type ReactNode, useRef } from 'react';
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
  /** Null: it is being opened. */
  readonly customer: CustomerView | null;
  /** The card, where it has no column of its own. */
  readonly card: ReactNode;
  /** Null before the visit has begun. */
  readonly openVisit: string | null;
  readonly today: Day;
  readonly folds: Folds;
}) {
  const { t } = useTranslation(['knowledge', 'counter']);
  const { customer, folds } = props;
  const { side } = folds;
  const panel = useRef<HTMLDivElement>(null);
  useKeys((press) => {
    const isPaging = press.key === 'PageDown' || press.key === 'PageUp';
    if (!isPaging || (press.field !== null && !NUMBER_FIELDS.has(press.field))) return false;
    panel.current?.scrollBy({ top: scrollStep(press, panel.current.clientHeight) });
    return true;
  });
  const words = { card: t('counter:customer.region'), months: t('history'), more: t('title') };
  return (
    <section className={styles['side']} aria-label={words[side === 'more' ? 'more' : 'months']}>
      <div className={styles['views']} role="group" aria-label={t('views')}>
        {folds.sides.map((one) => (
          <button
            key={one}
            type="button"
            className={styles['view']}
            aria-pressed={one === side}
            onClick={() => folds.show(one)}
          >
            {words[one]}
          </button>
        ))}
        <KeyHint label={COUNTER_KEYS.more} />
      </div>
      {side === 'card' && props.card}
      {side !== 'card' && (
        <div ref={panel} className={styles['scroll']}>
          {customer !== null && side === 'more' && (
            <KnowMore
              customer={customer}
              isRetentionOpen={folds.isRetentionOpen}
              onRetention={folds.toggleRetention}
            />
          )}
          {customer !== null && side === 'months' && (
            <History customer={customer} openVisit={props.openVisit} today={props.today} />
          )}
        </div>
      )}
    </section>
  );
}
