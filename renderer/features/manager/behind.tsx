// A figure that opens the visits behind it.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ALL_VISITS, type VisitFilter } from '#shared/contract/view_visits.ts';
import type { Day } from '#shared/base/month.ts';
import styles from './behind.module.css';

/** Both included. */
export type Span = { readonly from: Day; readonly to: Day };

type Open = (filter: VisitFilter, span: Span | null) => void;

/** The words stand here once: a page has some two hundred figures, and each that asked for them itself cost more than its button. */
const OpenVisits = createContext<{ readonly open: Open; readonly title: string } | null>(null);

/** Opens the list of visits, of the day that is shown or of a span; without it figures open nothing. */
export function OpenVisitsProvider(props: { readonly onOpen: Open; readonly children: ReactNode }) {
  const { t } = useTranslation('manager');
  const { onOpen } = props;
  const newest = useRef(onOpen);
  useEffect(() => {
    newest.current = onOpen;
  });
  const title = t('behind');
  // The same one as long as the words are: each figure is made anew with another.
  const value = useMemo(
    () => ({
      title,
      open: (filter: VisitFilter, span: Span | null) => newest.current(filter, span),
    }),
    [title],
  );
  return <OpenVisits value={value}>{props.children}</OpenVisits>;
}

export function Behind({
  children,
  span = null,
  ...filter
}: Partial<VisitFilter> & { readonly span?: Span | null; readonly children: ReactNode }) {
  const visits = useContext(OpenVisits);
  if (visits === null) return children;
  return (
    <button
      type="button"
      className={styles['behind']}
      title={visits.title}
      onClick={() => visits.open({ ...ALL_VISITS, ...filter }, span)}
    >
      {children}
    </button>
  );
}
