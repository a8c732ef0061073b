// Each strategy of the catalog against its own measure and goal, as it was last measured.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HqStrategies, HqStrategy } from '#shared/contract/view_hq.ts';
import page from '#renderer/features/manager/manager_page.module.css';
import table from '#renderer/features/manager/table.module.css';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { HintList } from '#renderer/ui/hint_list.tsx';
import { clockText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { strategiesQuery } from './api.ts';
import styles from './branches_page.module.css';
import own from './strategies_page.module.css';
import { Problem } from './problem.tsx';

export function StrategiesPage() {
  const { t } = useTranslation('hq');
  const query = useQuery(strategiesQuery);
  const { data } = query;
  if (data === undefined) return <Problem failure={null} onAgain={() => undefined} />;
  if (!data.ok) return <Problem failure={data.error} onAgain={() => void query.refetch()} />;
  const { catalog, scopes } = data.value;
  return (
    <div className={page['page']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>{t('strategies.title')}</h1>
        {catalog !== null && (
          <p className={styles['count']}>{t('strategies.catalog', { version: catalog })}</p>
        )}
      </header>
      {scopes.map((scope) => (
        <Scope key={scope.region} scope={scope} />
      ))}
    </div>
  );
}

function Scope({ scope }: { readonly scope: HqStrategies['scopes'][number] }) {
  const { t } = useTranslation(['hq', 'common']);
  const locale = useLocale();
  const { region, measuredAt, strategies, hints } = scope;
  const name = region === '' ? t('strategies.all') : region;
  return (
    <section className={page['card']} aria-label={name}>
      <h2 className={page['heading']}>{name}</h2>
      {measuredAt === null ? (
        <p>{t('strategies.notMeasured')}</p>
      ) : (
        <>
          <p className={styles['count']}>
            {t('strategies.measured', { time: clockText(measuredAt, locale) })}
            {region !== '' && ` · ${t('strategies.regionOnly')}`}
          </p>
          {strategies.length === 0 ? (
            <EmptyState title={t('strategies.none')} />
          ) : (
            <StrategyTable name={name} strategies={strategies} />
          )}
          <h3 className={page['heading']}>{t('common:hints.title')}</h3>
          <HintList hints={hints} />
        </>
      )}
    </section>
  );
}

function StrategyTable(props: {
  readonly name: string;
  readonly strategies: readonly HqStrategy[];
}) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const figure = table['figure'];
  return (
    <table className={table['table']}>
      <caption className="visually-hidden">{props.name}</caption>
      <thead>
        <tr>
          <th scope="col">{t('strategies.name')}</th>
          <th scope="col">{t('strategies.metric')}</th>
          <th scope="col" className={figure}>
            {t('strategies.goal')}
          </th>
          <th scope="col" className={figure}>
            {t('strategies.found')}
          </th>
          <th scope="col" className={figure}>
            {t('strategies.interval')}
          </th>
          <th scope="col">{t('strategies.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {props.strategies.map(({ offer, name, metric, goal, found, interval, verdict }) => (
          <tr key={offer}>
            <th scope="row">{localText(name, language)}</th>
            <td>{t(`strategies.metrics.${metric}`)}</td>
            <td className={figure}>{shown(metric, goal)}</td>
            <td className={figure}>{found === null ? '—' : shown(metric, found)}</td>
            <td className={figure}>
              {interval === null
                ? '—'
                : t('strategies.between', {
                    low: shown(metric, interval.low),
                    high: shown(metric, interval.high),
                  })}
            </td>
            <td>
              <span className={own[verdict]}>{t(`strategies.verdicts.${verdict}`)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Yuan of an uplift, else a share. */
const shown = (metric: HqStrategy['metric'], value: number): string =>
  metric === 'uplift' ? value.toFixed(2) : `${(100 * value).toFixed(1)}%`;
