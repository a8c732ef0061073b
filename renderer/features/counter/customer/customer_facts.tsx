// The customer's standing in figures: plan, contract, money, points, family, what they have.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_END } from '#shared/base/month.ts';
import { formatMoney } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { CustomerView, PointsView } from '#shared/contract/view_customer.ts';
import {
  countText,
  dataText,
  dayText,
  daysText,
  listText,
  tenureText,
} from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import styles from './customer_facts.module.css';

export function CustomerFacts({
  customer,
  today,
  onFamily,
}: {
  readonly customer: CustomerView;
  readonly today: Day;
  readonly onFamily: (id: number, name: string) => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const unknown = t('customer.unknown');
  return (
    <dl className={styles['facts']}>
      <Fact term={t('customer.usual')} isShort isLarge={customer.usualTopUp !== null}>
        {customer.usualTopUp === null ? unknown : <MoneyText amount={customer.usualTopUp} />}
      </Fact>
      <Fact term={t('customer.average')} isShort>
        {customer.averageSpend === null ? unknown : <MoneyText amount={customer.averageSpend} />}
      </Fact>
      <Fact term={t('customer.balance')} isShort>
        {customer.balance === null ? unknown : <MoneyText amount={customer.balance} />}
        {customer.balance !== null && <FigureOf asOf={customer.asOf} today={today} />}
      </Fact>
      <Fact term={t('customer.arrears')} isShort isWarning={(customer.arrears ?? 0) > 0}>
        <Arrears customer={customer} />
        {customer.arrears !== null && <FigureOf asOf={customer.asOf} today={today} />}
      </Fact>
      <Fact term={t('customer.points')}>
        <PointsText customer={customer} />
      </Fact>
      <Fact term={t('customer.plan')}>
        <PlanText customer={customer} />
      </Fact>
      <Fact term={t('customer.contract')}>
        <ContractText customer={customer} />
      </Fact>
      <Fact term={t('customer.since')}>
        {customer.since === null ? unknown : dayText(customer.since, language)}
        {customer.tenureMonths !== null && (
          <span className={styles['more']}>{tenureText(customer.tenureMonths, language)}</span>
        )}
      </Fact>
      {customer.area !== '' && <Fact term={t('customer.area')}>{customer.area}</Fact>}
      {(customer.holdings.length > 0 || !customer.areHoldingsTold) && (
        <Fact term={t('customer.holdings')}>
          {customer.areHoldingsTold
            ? listText(
                customer.holdings.map((holding) => localText(holding.name, language)),
                language,
              )
            : unknown}
        </Fact>
      )}
      {customer.family.length > 0 && (
        <Fact term={t('customer.family')}>
          {customer.family.map((member) => (
            <button
              key={member.id}
              type="button"
              className={styles['member']}
              onClick={() => onFamily(member.id, member.name)}
            >
              {member.name} {member.phone}
            </button>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact(props: {
  readonly term: string;
  /** Two of them stand side by side. */
  readonly isShort?: boolean;
  readonly isLarge?: boolean;
  readonly isWarning?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div
      className={styles[props.isShort === true ? 'short' : 'fact']}
      data-warning={props.isWarning === true}
    >
      <dt>{props.term}</dt>
      <dd className={props.isLarge === true ? styles['large'] : undefined}>{props.children}</dd>
    </div>
  );
}

/** What moves every day is not shown as today's when it is older. */
function FigureOf({ asOf, today }: { readonly asOf: Day; readonly today: Day }) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  if (asOf >= today) return null;
  return (
    <span className={styles['more']}>
      {t('customer.figureOf', { day: dayText(asOf, language, today) })}
    </span>
  );
}

function Arrears({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('counter');
  if (customer.arrears === null) return t('customer.unknown');
  // Below zero nobody owes nothing: one of the two figures is older.
  if (customer.arrears === 0 && (customer.balance ?? 0) < 0) return t('customer.checkArrears');
  return customer.arrears === 0 ? t('customer.noArrears') : <MoneyText amount={customer.arrears} />;
}

/** With where they may be spent: a clerk must not promise what only another computer can do. */
function PointsText({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('counter');
  const { points, pointsHere } = customer;
  const balance = pointsHere?.balance ?? points;
  if (balance === null) return t('customer.unknown');
  return (
    <>
      {countText(balance)} {t('customer.pointsUnit')}
      {pointsHere !== null && (
        <span className={styles['more']}>
          <PointsPlace elsewhere={pointsHere.elsewhere} />
        </span>
      )}
    </>
  );
}

function PlanText({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('counter');
  const { language, currency } = useLocale();
  const { plan } = customer;
  if (plan === null) return t('customer.unknown');
  const parts = [
    t('customer.planFee', { fee: formatMoney(plan.monthlyFee, currency, language) }),
    ...(plan.dataKb !== null && plan.dataKb > 0 ? [dataText(plan.dataKb)] : []),
    ...(plan.voiceMinutes !== null && plan.voiceMinutes > 0
      ? [language === 'zh-CN' ? `${plan.voiceMinutes} 分钟` : `${plan.voiceMinutes} min`]
      : []),
  ];
  return (
    <>
      {localText(plan.name, language)}
      <span className={styles['more']}>{parts.join(' · ')}</span>
    </>
  );
}

function ContractText({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const { contractEnd, daysToContractEnd: days } = customer;
  if (contractEnd === null)
    return t(customer.hasNoContract ? 'customer.noContract' : 'customer.contractEndUnknown');
  if (contractEnd === NO_END) return t('customer.contractWithoutEnd');
  return (
    <>
      {dayText(contractEnd, language)}
      {days !== null && (
        <span className={styles['more']}>
          {days === 0 && t('customer.contractToday')}
          {days > 0 && t('customer.contractIn', { days: daysText(days, language) })}
          {days < 0 && t('customer.contractPast', { days: daysText(-days, language) })}
        </span>
      )}
    </>
  );
}

/** Where points may be spent; `elsewhere` is empty where no computer of the branch holds them now. */
export function PointsPlace({ elsewhere }: Pick<PointsView, 'elsewhere'>) {
  const { t } = useTranslation('knowledge');
  if (elsewhere === null) return t('points.here');
  return elsewhere === '' ? t('points.nowhere') : t('points.elsewhere', { device: elsewhere });
}
