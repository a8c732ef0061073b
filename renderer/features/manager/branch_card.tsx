// Whose day it is: this computer to the moment, the branch's others as of when HQ last heard them; and what was restated.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import { type Locale, localText, useLocale } from '#renderer/ui/locale.tsx';
import { dayTimeText } from '#renderer/ui/time_text.ts';
import { Behind } from './behind.tsx';
import { clockOf, todayAt } from './day_choice.ts';
import styles from './branch_card.module.css';

export function BranchCard({ report }: { readonly report: DayReport }) {
  const { t } = useTranslation('manager');
  const locale = useLocale();
  const { devices, unfinished } = report;
  return (
    <>
      <ul className={styles['list']}>
        {devices.map((device) => (
          <li key={device.id} className={styles['item']}>
            <span>{device.name ?? t('branch.thisComputer')}</span>
            <Behind device={device.id}>{t('branch.visits', { count: device.visits })}</Behind>
            <span className={styles['when']}>
              {device.isHeard
                ? t('branch.live')
                : device.asOf === null
                  ? t('branch.never')
                  : t('branch.asOf', { time: whenText(device.asOf, report, locale) })}
            </span>
          </li>
        ))}
      </ul>
      {devices.length === 1 && <p className={styles['when']}>{t('branch.alone')}</p>}
      {unfinished > 0 && (
        <p>
          <Behind shown="unfinished">{t('branch.unfinished', { count: unfinished })}</Behind>
        </p>
      )}
    </>
  );
}

/** The day is said where it is not the present one. */
const whenText = (at: number, { computedAt }: DayReport, locale: Locale): string =>
  dayTimeText(at, todayAt(computedAt, locale.timeZone), locale);

/** What is no longer as it was told: late visits, and corrections, each with both amounts. */
export function Restated({ report }: { readonly report: DayReport }) {
  const { t } = useTranslation('manager');
  const locale = useLocale();
  const { language, currency, timeZone } = locale;
  const { restated, corrections, closed, total } = report;
  const money = (amount: Fen | null): string =>
    amount === null ? '—' : formatMoney(amount, currency, language);
  if (restated === null && corrections.length === 0 && closed === null) return null;
  return (
    <section className={styles['restated']} aria-label={t('restated.label')}>
      {closed !== null && (
        <p>
          {t('restated.closed', {
            time: whenText(closed.at, report, locale),
            name: closed.approvedBy,
          })}
          {closed.times > 1 && ` ${t('restated.times', { count: closed.times })}`}
          {closed.differing.map(
            ({ name, expected, counted }) =>
              ` ${t('restated.counted', { gift: localText(name, language), expected, counted })}`,
          )}
          {closed.difference !== null && ` ${t('restated.difference', { why: closed.difference })}`}
          {closed.unsentReason !== null && ` ${t('restated.unsent', { why: closed.unsentReason })}`}
        </p>
      )}
      {restated !== null && (
        <p>
          <strong>
            {t(restated.since === 'closed' ? 'restated.sinceClosed' : 'restated.sinceOver', {
              before: money(restated.before.claimed),
              now: money(total.claimed),
              prepaidBefore: money(restated.before.prepaid),
              prepaidNow: money(total.prepaid),
            })}
          </strong>{' '}
          {restated.lateVisits > 0 && (
            <Behind shown="late">{t('restated.late', { count: restated.lateVisits })}</Behind>
          )}
          {restated.lateGifts.map(
            ({ name, count }) =>
              ` ${t('restated.lateGift', { gift: localText(name, language), count })}`,
          )}
        </p>
      )}
      {corrections.length > 0 && (
        <ul className={styles['corrections']}>
          {corrections.map((one) => (
            <li key={`${one.visit} ${one.at}`}>
              <Behind shown="corrected">
                {t('restated.correction', {
                  time: clockOf(one.visitAt, timeZone).text,
                  what: t(`restated.what.${one.what}`),
                })}
              </Behind>
              {one.what === 'amount' || one.what === 'void'
                ? ` ${money(one.from)} → ${money(one.to)}`
                : ''}{' '}
              <span className={styles['when']}>
                {t('restated.by', { name: one.approvedBy, reason: one.reason })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
