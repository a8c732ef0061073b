// Visits worth a second look, by branch: in the order of codes and never by figure, since most have an ordinary reason.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths, type Month } from '#shared/base/month.ts';
import type { HqLooks } from '#shared/contract/view_hq.ts';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { countText, listText, monthText } from '#renderer/ui/format.ts';
import { HQ_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { looksQuery } from './api.ts';
import { narrowed } from './branch_rows.ts';
import table from './branch_table.module.css';
import styles from './branches_page.module.css';
import { pressInList } from './find_keys.ts';
import { MonthSteps } from './month_steps.tsx';
import { goTo, writePlace } from './place.ts';
import { Problem } from './problem.tsx';

export function LooksPage({ month }: { readonly month: Month | null }) {
  const query = useQuery({ ...looksQuery(month), placeholderData: keepPreviousData });
  const { data } = query;
  if (data === undefined) return <Problem failure={null} onAgain={() => undefined} />;
  if (!data.ok) return <Problem failure={data.error} onAgain={() => void query.refetch()} />;
  return <Looks told={data.value} onRefresh={() => void query.refetch()} />;
}

type Row = HqLooks['branches'][number];

const sumOf = ({ looks }: Row): number => looks.reduce((sum, { visits }) => sum + visits, 0);

function Looks(props: { readonly told: HqLooks; readonly onRefresh: () => void }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { told, onRefresh } = props;
  const { month, thisMonth } = told;
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const deferred = useDeferredValue(text);
  const marked = useMemo(() => told.branches.filter(({ looks }) => looks.length > 0), [told]);
  const shown = useMemo(() => narrowed(marked, deferred, null), [marked, deferred]);
  const goToMonth = (next: Month): void => {
    if (next > thisMonth) return;
    goTo({ page: 'looks', month: next === thisMonth ? null : next, code: null });
  };

  useKeys((press) => {
    const taken = pressInList(press, { text, setText, field: field.current, rows: rows.current });
    if (taken !== null) return taken;
    if (press.key === 'u') onRefresh();
    else if (press.key === 'ArrowLeft') goToMonth(addMonths(month, -1));
    else if (press.key === 'ArrowRight') goToMonth(addMonths(month, 1));
    else return false;
    return true;
  });

  return (
    <div className={styles['page']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>
          {t('looks.title', { month: monthText(month, language) })}
        </h1>
        <MonthSteps month={month} thisMonth={thisMonth} onChoose={goToMonth} />
        <input
          ref={field}
          type="search"
          data-field="find"
          className={styles['find']}
          aria-label={t('branches.search')}
          placeholder={`${t('branches.search')}　${HQ_KEYS.find}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p className={styles['count']} role="status">
          {t('looks.shown', { count: shown.length, all: told.branches.length })}
        </p>
      </header>
      <p className={styles['count']}>{t('looks.note')}</p>
      {shown.length === 0 ? (
        <EmptyState title={marked.length === 0 ? t('looks.none') : t('branches.none')} />
      ) : (
        <div className={styles['rows']} ref={rows}>
          <table className={table['table']}>
            <caption className="visually-hidden">{t('looks.table')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('branches.name')}</th>
                <th scope="col">{t('branches.region')}</th>
                <th scope="col" className={table['figure']}>
                  {t('branches.visits')}
                </th>
                <th scope="col" className={table['figure']}>
                  {t('looks.count')}
                </th>
                <th scope="col">{t('looks.kinds')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((branch) => (
                <tr key={branch.code} className={table['row']}>
                  <th scope="row">
                    <a
                      data-row
                      className={table['open']}
                      href={writePlace({ page: 'looks', month, code: branch.code })}
                    >
                      {localText(branch.name, language)}
                    </a>{' '}
                    <span className={table['code']}>{branch.code}</span>
                  </th>
                  <td>{branch.region}</td>
                  <td className={table['figure']}>{countText(branch.visits)}</td>
                  <td className={table['figure']}>{countText(sumOf(branch))}</td>
                  <td>
                    {listText(
                      branch.looks.map(
                        ({ look, visits }) => `${t(`looks.short.${look}`)} ${countText(visits)}`,
                      ),
                      language,
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
