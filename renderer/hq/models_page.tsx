// The models and editions in force, each with what was proved of it.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { calledOf } from '#shared/model/churn_model.ts';
import type { HqModels } from '#shared/contract/view_hq.ts';
import { Card } from '#renderer/features/manager/card.tsx';
import page from '#renderer/features/manager/manager_page.module.css';
import table from '#renderer/features/manager/table.module.css';
import { countText, dayText, monthText, shareText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { modelsQuery } from './api.ts';
import styles from './branches_page.module.css';
import { Problem } from './problem.tsx';

export function ModelsPage() {
  const { t } = useTranslation('hq');
  const query = useQuery(modelsQuery);
  const { data } = query;
  if (data === undefined) return <Problem failure={null} onAgain={() => undefined} />;
  if (!data.ok) return <Problem failure={data.error} onAgain={() => void query.refetch()} />;
  const models = data.value;
  return (
    <div className={page['page']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>{t('models.title')}</h1>
      </header>
      <div className={page['columns']}>
        <div className={page['column']}>
          <Card id="churn" title={t('models.churn')}>
            {models.churn === null ? <p>{t('models.noModel')}</p> : <Churn churn={models.churn} />}
          </Card>
        </div>
        <div className={page['column']}>
          <Card id="lifetime" title={t('models.lifetime')}>
            {models.lifetime === null ? (
              <p>{t('models.noModel')}</p>
            ) : (
              <Lifetime lifetime={models.lifetime} />
            )}
          </Card>
          <Card id="editions" title={t('models.editions')}>
            <Editions models={models} />
          </Card>
        </div>
      </div>
    </div>
  );
}

type Churn = NonNullable<HqModels['churn']>;
type Range = readonly [number, number];

const three = (value: number): string => value.toFixed(3);
const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;

function Churn({ churn }: { readonly churn: Churn }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { trainedAt: day, version, metrics } = churn;
  const { proof } = metrics;
  const range = (of: Range | undefined, word: (value: number) => string): string =>
    of === undefined ? '—' : t('models.range', { low: word(of[0]), high: word(of[1]) });
  const rows: readonly (readonly [string, string, string])[] = [
    [t('models.auc'), three(metrics.auc), range(proof?.auc, three)],
    [t('models.bestColumn', { name: metrics.bestColumn.name }), three(metrics.bestColumn.auc), '—'],
    [t('models.brier'), metrics.brier.toFixed(4), range(proof?.brier, (v) => v.toFixed(4))],
    [
      t('models.calibration'),
      `${percent(metrics.calibrationError)} (${t('models.limit', { limit: percent(metrics.calibrationLimit) })})`,
      range(proof?.calibrationError, percent),
    ],
  ];
  return (
    <>
      <p>{t('models.trained', { day: dayText(day, language), version })}</p>
      <p>
        {t('models.unseen', {
          rows: countText(metrics.rows),
          positives: countText(metrics.positives),
        })}
        {proof !== undefined && ` ${t(`models.words.${calledOf(proof)}`)}`}
      </p>
      <table className={table['table']}>
        <caption className="visually-hidden">{t('models.proof')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('models.proof')}</th>
            <th scope="col" className={table['figure']}>
              {t('models.figure')}
            </th>
            <th scope="col" className={table['figure']}>
              {t('models.likely')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value, likely]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={table['figure']}>{value}</td>
              <td className={table['figure']}>{likely}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={table['table']}>
        <caption className="visually-hidden">{t('models.tenths')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('models.tenths')}</th>
            {(['customers', 'said', 'found', 'lift'] as const).map((head) => (
              <th key={head} scope="col" className={table['figure']}>
                {t(`models.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.deciles.map(({ customers, said, found, lift }, at) => (
            <tr key={`tenth ${at + 1}`}>
              <th scope="row">{t('models.tenth', { number: at + 1 })}</th>
              <td className={table['figure']}>{countText(customers)}</td>
              <td className={table['figure']}>{shareText(said)}</td>
              <td className={table['figure']}>{shareText(found)}</td>
              <td className={table['figure']}>{lift.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Lifetime({ lifetime }: { readonly lifetime: NonNullable<HqModels['lifetime']> }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { asOf, customers, version } = lifetime;
  return (
    <>
      <p>
        {t('models.fitted', {
          month: monthText(asOf, language),
          customers: countText(customers),
          version,
        })}
      </p>
      <p>{t('models.lifetimeNote')}</p>
    </>
  );
}

function Editions({ models }: { readonly models: HqModels }) {
  const { t } = useTranslation('hq');
  return (
    <table className={table['table']}>
      <caption className="visually-hidden">{t('models.editions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('models.editions')}</th>
          <th scope="col">{t('models.edition')}</th>
        </tr>
      </thead>
      <tbody>
        {(['catalog', 'policy', 'beliefs'] as const).map((name) => (
          <tr key={name}>
            <th scope="row">{t(`models.${name}`)}</th>
            <td>{models[name] ?? t('models.noneInForce')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
