// The branches in a table that every header puts in order; a row opens its branch.
import { memo, type ReactNode, startTransition, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { HqBranch } from '#shared/contract/view_hq.ts';
import type { Language } from '#shared/model/text.ts';
import { acceptance, percentText } from '#renderer/features/manager/report_rows.ts';
import { SortHead } from '#renderer/features/manager/sort_head.tsx';
import { nextSort, sortRows } from '#renderer/features/manager/sortable_table.tsx';
import { afterFrame } from '#renderer/ui/after_frame.ts';
import { countText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { isSilent } from './branch_rows.ts';
import styles from './branch_table.module.css';
import { EffectCell } from './effect_cell.tsx';
import { writePlace } from './place.ts';
import { createRowWords, type RowWords } from './row_words.ts';

type ColumnKey =
  | 'name'
  | 'region'
  | 'visits'
  | 'rate'
  | 'claimed'
  | 'settled'
  | 'effect'
  | 'unsent'
  | 'heard'
  | 'apps';

type Column = { readonly key: ColumnKey; readonly isFigure: boolean };

/** In their order on the page. */
export const BRANCH_COLUMNS: readonly [Column, ...Column[]] = [
  { key: 'name', isFigure: false },
  { key: 'region', isFigure: false },
  { key: 'visits', isFigure: true },
  { key: 'rate', isFigure: true },
  { key: 'claimed', isFigure: true },
  { key: 'settled', isFigure: true },
  { key: 'effect', isFigure: true },
  { key: 'unsent', isFigure: true },
  { key: 'heard', isFigure: true },
  { key: 'apps', isFigure: false },
];

export type BranchSort = { readonly column: ColumnKey; readonly isDescending: boolean };

export const FIRST_SORT: BranchSort = { column: 'claimed', isDescending: true };

/** What a column sorts by; what is not known stands last in either direction. */
const VALUES: Readonly<
  Record<ColumnKey, (branch: HqBranch, language: Language) => number | string | null>
> = {
  name: ({ name }, language) => localText(name, language),
  region: ({ region }) => (region === '' ? null : region),
  visits: ({ visits }) => visits,
  rate: ({ said, accepted }) => acceptance(said, accepted),
  claimed: ({ claimed }) => claimed,
  settled: ({ settled }) => settled?.amount ?? null,
  effect: ({ effect }) => (effect?.result.type === 'figure' ? effect.result.effect : null),
  unsent: ({ unsent }) => unsent,
  heard: ({ heardAt }) => heardAt,
  apps: ({ apps }) => apps[0] ?? null,
};

export const BranchTable = memo(function BranchTable(props: {
  readonly branches: readonly HqBranch[];
  /** UTC ms */
  readonly now: number;
  readonly sort: BranchSort;
  readonly onSort: (sort: BranchSort) => void;
}) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { branches, now, sort } = props;
  const words = useMemo(() => createRowWords(t, language), [t, language]);
  const rows = useMemo(
    () =>
      sortRows(
        branches.map((branch) => ({ id: branch.code, branch })),
        ({ branch }) => VALUES[sort.column](branch, language),
        sort.isDescending,
        language,
      ),
    [branches, sort, language],
  );
  const isWhole = useWhole();
  return (
    <table className={styles['table']}>
      <caption className="visually-hidden">{t('branches.table')}</caption>
      <thead>
        <tr>
          {BRANCH_COLUMNS.map(({ key, isFigure }) => (
            <SortHead
              key={key}
              column={key}
              header={t(`branches.${key}`)}
              sort={sort}
              className={isFigure ? styles['figure'] : undefined}
              title={undefined}
              onSort={() => props.onSort(nextSort(sort, key, isFigure) as BranchSort)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {(isWhole ? rows : rows.slice(0, IN_SIGHT)).map(({ id, branch }) => (
          <BranchRow key={id} branch={branch} now={now} words={words} />
        ))}
      </tbody>
    </table>
  );
});

/** More rows than any window shows at first. */
const IN_SIGHT = 60;

/** False for the first picture: all rows are there the moment after it, for the scrollbar, find in page and readers. */
function useWhole(): boolean {
  const [isWhole, setIsWhole] = useState(false);
  useEffect(() => afterFrame(() => startTransition(() => setIsWhole(true))), []);
  return isWhole;
}

const BranchRow = memo(function BranchRow(props: {
  readonly branch: HqBranch;
  readonly now: number;
  readonly words: RowWords;
}) {
  const { branch, now, words } = props;
  const { language } = words;
  const { code, name, region, currency, settled, unsent, heardAt, devices, apps } = branch;
  const figure = styles['figure'];
  return (
    <tr className={styles['row']}>
      <th scope="row">
        <a
          data-row
          className={styles['open']}
          href={writePlace({ page: 'branch', code, at: null })}
        >
          {localText(name, language)}
        </a>{' '}
        <span className={styles['code']}>{code}</span>
      </th>
      <td>{region}</td>
      <td className={figure}>{countText(branch.visits)}</td>
      <td className={figure}>{percentText(acceptance(branch.said, branch.accepted))}</td>
      <td className={figure}>{money(branch.claimed, currency, language)}</td>
      <td className={figure}>
        {settled === null ? (
          <Quiet>{words.plain('branches.notSettled')}</Quiet>
        ) : (
          <>
            {money(settled.amount, currency, language)}
            {settled.waiting > 0 && <Quiet>{words.waiting(settled.waiting)}</Quiet>}
          </>
        )}
      </td>
      <td className={figure}>
        <EffectCell effect={branch.effect} currency={currency} words={words} />
      </td>
      <td className={unsent !== null && unsent > 0 ? `${figure} ${styles['mind']}` : figure}>
        {devices === 0 ? (
          '—'
        ) : unsent === null ? (
          <Quiet>{words.plain('branches.unknown')}</Quiet>
        ) : (
          countText(unsent)
        )}
      </td>
      <td className={isSilent(branch, now) ? `${figure} ${styles['mind']}` : figure}>
        {devices === 0
          ? '—'
          : heardAt === null
            ? words.plain('branches.never')
            : words.ago(now - heardAt)}
      </td>
      <td className={styles['apps']}>{apps.join(' ') || '—'}</td>
    </tr>
  );
});

const money = (amount: Fen, currency: Currency, language: Language): string =>
  formatMoney(amount, currency, language);

const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles['quiet']}>{children}</span>
);
