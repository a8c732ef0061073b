// The regions with their sums; one chosen narrows the branches down. Effects do not add up and are not summed.
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/base/money.ts';
import type { HqBranch } from '#shared/contract/view_hq.ts';
import { acceptance, percentText } from '#renderer/features/manager/report_rows.ts';
import { countText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { type RegionChoice, sumsOf, type Sums } from './branch_rows.ts';
import styles from './branch_table.module.css';
import own from './region_table.module.css';

const HEADS = ['branches', 'visits', 'rate', 'claimed', 'settled', 'unsent', 'silent'] as const;

export const RegionTable = memo(function RegionTable(props: {
  readonly branches: readonly HqBranch[];
  /** In order; empty: of no region. */
  readonly regions: readonly string[];
  readonly chosen: RegionChoice;
  /** UTC ms */
  readonly now: number;
  readonly onChoose: (region: RegionChoice) => void;
}) {
  const { t } = useTranslation('hq');
  const { branches, regions, chosen, now } = props;
  const rows = useMemo(
    () =>
      regions.map((region) => ({
        region,
        sums: sumsOf(
          branches.filter((branch) => branch.region === region),
          now,
        ),
      })),
    [branches, regions, now],
  );
  const total = useMemo(() => sumsOf(branches, now), [branches, now]);
  const nameOf = (region: string): string => (region === '' ? t('branches.noRegion') : region);
  return (
    <table className={`${styles['table']} ${own['regions']}`}>
      <caption className="visually-hidden">{t('regions.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('branches.region')}</th>
          {HEADS.map((head) => (
            <th key={head} scope="col" className={styles['figure']}>
              {head === 'branches' || head === 'silent'
                ? t(`regions.${head}`)
                : t(`branches.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ region, sums }) => (
          <tr key={region} className={styles['row']}>
            <th scope="row">
              <button
                type="button"
                className={own['choose']}
                aria-pressed={chosen === region}
                title={t('regions.open', { name: nameOf(region) })}
                onClick={() => props.onChoose(chosen === region ? null : region)}
              >
                {nameOf(region)}
              </button>
            </th>
            <SumCells sums={sums} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className={own['total']}>
          <th scope="row">{t('branches.total')}</th>
          <SumCells sums={total} />
        </tr>
      </tfoot>
    </table>
  );
});

function SumCells({ sums }: { readonly sums: Sums }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const figure = styles['figure'];
  const mind = (count: number) => (count > 0 ? `${figure} ${styles['mind']}` : figure);
  return (
    <>
      <td className={figure}>{countText(sums.branches)}</td>
      <td className={figure}>{countText(sums.visits)}</td>
      <td className={figure}>{percentText(acceptance(sums.said, sums.accepted))}</td>
      <td className={figure}>
        {sums.money.map(({ currency, claimed }) => (
          <div key={currency}>{formatMoney(claimed, currency, language)}</div>
        ))}
      </td>
      <td className={figure}>
        {sums.money.map(({ currency, settled }) => (
          <div key={currency}>
            {settled === null ? (
              <span className={styles['quiet']}>{t('branches.notSettled')}</span>
            ) : (
              formatMoney(settled, currency, language)
            )}
          </div>
        ))}
      </td>
      <td className={mind(sums.unsent)}>{countText(sums.unsent)}</td>
      <td className={mind(sums.silent)}>{countText(sums.silent)}</td>
    </>
  );
}
