// What to mind before speaking: bars to selling and risks, in words; then in one line who it is to us.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { CustomerView, RiskView } from '#shared/contract/view_customer.ts';
import { dayText, daysText, monthsText } from '#renderer/ui/format.ts';
import { type Locale, localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './customer_risks.module.css';

export function CustomerRisks({
  customer,
  rests,
}: {
  readonly customer: CustomerView;
  /** Nothing is sold because of a complaint, an old one or that of this visit. */
  readonly rests: boolean;
}) {
  const { t } = useTranslation('counter');
  const locale = useLocale();
  return (
    <ul className={styles['list']} aria-label={t('customer.riskTitle')}>
      {customer.blacklisted && <li className={styles['bar']}>{t('customer.blacklisted')}</li>}
      {customer.optedOutBy !== null && <li className={styles['bar']}>{t('customer.optedOut')}</li>}
      {customer.lastComplaint !== null && (
        <li className={styles[rests ? 'bar' : 'risk']} data-complaint={rests ? 'rests' : 'past'}>
          {t(rests ? 'customer.complaint' : 'customer.complained', {
            day: dayText(customer.lastComplaint, locale.language),
          })}
        </li>
      )}
      {customer.risks.map((risk) => (
        <Risk key={risk.risk} risk={risk} asOf={customer.asOf} />
      ))}
    </ul>
  );
}

function Risk({
  risk,
  asOf,
}: {
  readonly risk: RiskView;
  /** Of all figures on the card; said here only where the risk is older. */
  readonly asOf: CustomerView['asOf'];
}) {
  const { t } = useTranslation('counter');
  const locale = useLocale();
  const words = riskWords(risk);
  return (
    <li className={styles['risk']}>
      <strong>{t(`customer.risk.${words.name}`)}</strong>
      {words.figure !== null && (
        <span>
          {t(`customer.riskFigure.${words.name}`, {
            figure: figureText(risk.risk, words.figure, locale),
          })}
        </span>
      )}
      {risk.asOf !== asOf && (
        <span className={styles['asOf']}>
          {t('customer.asOf', { day: dayText(risk.asOf, locale.language) })}
        </span>
      )}
    </li>
  );
}

/** What the customer may read too: the level. Groups, stage and labels stand in "know more". */
export function LevelTag({ level }: Pick<CustomerView, 'level'>) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  if (level === null) return null;
  return (
    <ul className={styles['tags']} aria-label={t('customer.tags')}>
      <li className={styles['tag']}>{localText(level.name, language)}</li>
    </ul>
  );
}

/** Stage and labels. */
export function StageTags({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const { score } = customer;
  const stage = score?.stage ?? null;
  const tags = [
    ...(stage === null ? [] : [t(`customer.stage.${stage}`)]),
    ...customer.labels.map((label) => localText(label, language)),
  ];
  if (tags.length === 0) return null;
  return (
    <ul className={styles['tags']} aria-label={t('customer.tags')}>
      {tags.map((tag) => (
        <li key={tag} className={styles['tag']}>
          {tag}
        </li>
      ))}
    </ul>
  );
}

/** Days and months with their unit; what is owed is an amount. */
function figureText(
  risk: RiskView['risk'],
  figure: number,
  { currency, language }: Locale,
): string {
  switch (risk) {
    case 'arrears':
      return formatMoney(figure as Fen, currency, language);
    case 'expiring':
      return daysText(figure, language);
    case 'silent':
    case 'not-billed':
      return monthsText(figure, language);
    default:
      return String(figure);
  }
}

type RiskWords =
  | { readonly name: RiskView['risk'] | 'expired'; readonly figure: number | null }
  | { readonly name: 'ends-today'; readonly figure: null };

/** A contract that ended says so instead of counting below zero: `expired` has the days since. */
export function riskWords({ risk, figure }: Pick<RiskView, 'risk' | 'figure'>): RiskWords {
  if (risk !== 'expiring' || figure === null || figure > 0) return { name: risk, figure };
  return figure === 0 ? { name: 'ends-today', figure: null } : { name: 'expired', figure: -figure };
}
