// A figure that opens the visits behind it.
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { ALL_VISITS, type VisitFilter } from '#shared/contract/view_visits.ts';
import type { Day } from '#shared/base/month.ts';
import styles from './behind.module.css';

/** Both included. */
export type Span = { readonly from: Day; readonly to: Day };

const OpenVisits = createContext<((filter: VisitFilter, span: Span | null) => void) | null>(null);

/** Opens the list of visits, of the day that is shown or of a span; without it figures open nothing. */
export const OpenVisitsProvider = OpenVisits.Provider;

export function Behind({
  children,
  span = null,
  ...filter
}: Partial<VisitFilter> & { readonly span?: Span | null; readonly children: ReactNode }) {
  const { t } = useTranslation('manager');
  const open = useContext(OpenVisits);
  if (open === null) return children;
  return (
    <button
      type="button"
      className={styles['behind']}
      title={t('behind')}
      onClick={() => open({ ...ALL_VISITS, ...filter }, span)}
    >
      {children}
    </button>
  );
}
