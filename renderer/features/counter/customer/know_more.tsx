// What else the branch knows of the customer: groups, churn, level, points, retention, value. Behind one key, off the clerk's first glance.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fen, formatMoney, yuanToFen } from '#shared/base/money.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { countText, dayText, listText, monthsText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { ChurnChance } from './churn_chance.tsx';
import { GroupList } from './group_list.tsx';
import styles from './know_more.module.css';
import { PointsPlace } from './customer_facts.tsx';
import { StageTags } from './customer_risks.tsx';
import { RetentionTerms } from './retention_terms.tsx';

export function KnowMore({
  customer,
  isRetentionOpen,
  onRetention,
}: {
  readonly customer: CustomerView;
  readonly isRetentionOpen: boolean;
  readonly onRetention: () => void;
}) {
  const { t } = useTranslation('knowledge');
  const { retention, level } = customer;
  return (
    <div className={styles['parts']}>
      <StageTags customer={customer} />
      <Part title={t('churn.title')}>
        <ChurnText customer={customer} />
      </Part>
      <Part title={t('level.title')}>
        {level === null ? (
          <p className={styles['quiet']}>
            {t(
              customer.averageSpend === null && customer.tenureMonths === null
                ? 'level.unknown'
                : 'level.none',
            )}
          </p>
        ) : (
          <LevelText level={level} />
        )}
      </Part>
      {customer.pointsHere !== null && (
        <Part title={t('points.title')}>
          <PointsText points={customer.pointsHere} />
        </Part>
      )}
      <GroupList
        groups={customer.groups}
        isScored={customer.score !== null}
        bestTime={customer.bestTime}
        asOf={customer.asOf}
      />
      <Part title={t('retention.title')}>
        {retention === null ? (
          <p className={styles['quiet']}>
            {t(customer.averageSpend === null ? 'retention.unknown' : 'retention.none')}
          </p>
        ) : (
          <RetentionTerms retention={retention} isOpen={isRetentionOpen} onToggle={onRetention} />
        )}
      </Part>
      <Part title={t('lifetime.title')}>
        <LifetimeText customer={customer} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['part']} aria-label={title}>
      <h3 className={styles['title']}>{title}</h3>
      <div className={styles['body']}>{children}</div>
    </section>
  );
}

function ChurnText({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('knowledge');
  const { language } = useLocale();
  const { churn } = customer;
  if (churn === null) return <p className={styles['quiet']}>{t('churn.none')}</p>;
  return (
    <>
      <p className={styles['main']}>
        <ChurnChance churn={churn} />
        {churn.asOf !== customer.asOf && (
          <span className={styles['quiet']}>
            {' '}
            {t('asOf', { day: dayText(churn.asOf, language) })}
          </span>
        )}
      </p>
      {churn.reasons.length > 0 && (
        <p className={styles['list']}>
          {listText(
            churn.reasons.map((reason) => localText(reason, language)),
            language,
          )}
        </p>
      )}
    </>
  );
}

function LevelText({ level }: { readonly level: NonNullable<CustomerView['level']> }) {
  const { t } = useTranslation('knowledge');
  const { language } = useLocale();
  return (
    <>
      <p className={styles['main']}>{localText(level.name, language)}</p>
      {level.privileges.length > 0 && (
        <p className={styles['list']}>
          {listText(
            level.privileges.map((privilege) => localText(privilege, language)),
            language,
          )}
        </p>
      )}
      <p className={styles['quiet']}>
        {level.next === null
          ? t('level.top')
          : t('level.next', {
              name: localText(level.next.name, language),
              needs: localText(level.next.needs, language),
            })}
      </p>
    </>
  );
}

/** What a usual top-up earns says more than a rate. */
const EXAMPLE = yuanToFen(100);

function PointsText({ points }: { readonly points: NonNullable<CustomerView['pointsHere']> }) {
  const { t } = useTranslation('knowledge');
  const { language, currency } = useLocale();
  return (
    <>
      <p className={styles['main']}>
        {countText(points.balance)}{' '}
        <span className={styles['quiet']}>
          <PointsPlace elsewhere={points.elsewhere} />
        </span>
      </p>
      <p className={styles['quiet']}>
        {t('points.earn', {
          amount: formatMoney(EXAMPLE, currency, language),
          points: countText(Math.floor(points.perYuan * 100)),
        })}
      </p>
      {points.isMemberDay && <p className={styles['warm']}>{t('points.memberDay')}</p>}
      {points.festival !== null && (
        <p className={styles['warm']}>
          {t('points.festival', { name: localText(points.festival, language) })}
        </p>
      )}
    </>
  );
}

function LifetimeText({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('knowledge');
  const { language } = useLocale();
  const lifetime = customer.score?.lifetime ?? null;
  if (lifetime === null) return <p className={styles['quiet']}>{t('lifetime.tooShort')}</p>;
  const { historic, current, potential } = lifetime;
  if (customer.isValueOutside)
    return (
      <p className={styles['main']}>
        <MoneyText amount={current} />{' '}
        <span className={styles['quiet']}>{t('lifetime.outside')}</span>
      </p>
    );
  return (
    <>
      <p className={styles['main']}>
        <MoneyText amount={fen(historic + current + potential)} />{' '}
        <span className={styles['quiet']}>
          {t('lifetime.months', { months: monthsText(Math.round(lifetime.months), language) })}
        </span>
      </p>
      <dl className={styles['sums']}>
        {(['historic', 'current', 'potential'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`lifetime.${name}`)}</dt>
            <dd>
              <MoneyText amount={fen(lifetime[name])} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
