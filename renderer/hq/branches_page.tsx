// All branches of the reader's scope, a month at a time: found, narrowed to a region, put in order, summed.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths, type Month } from '#shared/base/month.ts';
import type { HqBranches } from '#shared/contract/view_hq.ts';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { clockText, countText, monthText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { HQ_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { branchesQuery } from './api.ts';
import { BRANCH_COLUMNS, BranchTable, type BranchSort, FIRST_SORT } from './branch_table.tsx';
import { narrowed, nextRegion, type RegionChoice, regionsIn } from './branch_rows.ts';
import styles from './branches_page.module.css';
import { pressInList } from './find_keys.ts';
import { MonthSteps } from './month_steps.tsx';
import { Problem } from './problem.tsx';
import { goTo } from './place.ts';
import { RegionTable } from './region_table.tsx';

export function BranchesPage({ month }: { readonly month: Month | null }) {
  const query = useQuery({ ...branchesQuery(month), placeholderData: keepPreviousData });
  const { data } = query;
  if (data === undefined) return <Problem failure={null} onAgain={() => undefined} />;
  if (!data.ok) return <Problem failure={data.error} onAgain={() => void query.refetch()} />;
  return <Branches told={data.value} onRefresh={() => void query.refetch()} />;
}

function Branches(props: { readonly told: HqBranches; readonly onRefresh: () => void }) {
  const { t } = useTranslation('hq');
  const locale = useLocale();
  const { told, onRefresh } = props;
  const { branches, month, thisMonth } = told;
  const [text, setText] = useState('');
  const [region, setRegion] = useState<RegionChoice>(null);
  const [sort, setSort] = useState<BranchSort>(FIRST_SORT);
  const field = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const regions = useMemo(() => regionsIn(branches), [branches]);
  const deferred = useDeferredValue(text);
  const shown = useMemo(() => narrowed(branches, deferred, region), [branches, deferred, region]);
  const goToMonth = (next: Month): void => {
    if (next <= thisMonth) goTo({ page: 'branches', month: next === thisMonth ? null : next });
  };

  useKeys((press) => {
    const taken = pressInList(press, { text, setText, field: field.current, rows: rows.current });
    if (taken !== null) return taken;
    if (press.key === 's') setSort(nextColumn(sort));
    else if (press.key === 'r') setSort({ ...sort, isDescending: !sort.isDescending });
    else if (press.key === 'f') setRegion(nextRegion(regions, region));
    else if (press.key === 'u') onRefresh();
    else if (press.key === 'ArrowLeft') goToMonth(addMonths(month, -1));
    else if (press.key === 'ArrowRight') goToMonth(addMonths(month, 1));
    else return false;
    return true;
  });

  return (
    <div className={styles['page']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>
          {t('branches.title', { month: monthText(month, locale.language) })}
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
        {regions.length > 1 && (
          <select
            className={styles['region']}
            aria-label={t('branches.region')}
            value={region ?? ALL}
            onChange={(event) => setRegion(event.target.value === ALL ? null : event.target.value)}
          >
            <option value={ALL}>{t('branches.allRegions')}</option>
            {regions.map((name) => (
              <option key={name} value={name}>
                {name === '' ? t('branches.noRegion') : name}
              </option>
            ))}
          </select>
        )}
        <p className={styles['count']} role="status">
          {t('branches.shown', { count: shown.length })}
        </p>
        <p className={styles['asOf']}>
          {told.behind > 0 && (
            <span className={styles['behind']}>
              {t('branches.behind', { visits: countText(told.behind) })}
            </span>
          )}
          {t('branches.asOf', { time: clockText(told.computedAt, locale) })}
          <button type="button" className={styles['button']} onClick={onRefresh}>
            {t('branches.refresh')} <KeyHint label={HQ_KEYS.refresh} />
          </button>
        </p>
      </header>
      {branches.length === 0 && <EmptyState title={t('branches.noneYet')} />}
      {branches.length > 0 && (
        <div className={styles['rows']} ref={rows}>
          {regions.length > 1 && (
            <RegionTable
              branches={branches}
              regions={regions}
              chosen={region}
              now={told.computedAt}
              onChoose={setRegion}
            />
          )}
          {shown.length === 0 ? (
            <EmptyState title={t('branches.none')} />
          ) : (
            <BranchTable branches={shown} now={told.computedAt} sort={sort} onSort={setSort} />
          )}
        </div>
      )}
    </div>
  );
}

/** No region has this name: a text of the file never has a control character. */
const ALL = '\u0001';

const nextColumn = ({ column }: BranchSort): BranchSort => {
  const at = BRANCH_COLUMNS.findIndex(({ key }) => key === column);
  const next = BRANCH_COLUMNS[(at + 1) % BRANCH_COLUMNS.length] ?? BRANCH_COLUMNS[0];
  return { column: next.key, isDescending: next.isFigure };
};
