// Claimed, settled and effect side by side, each with what it says and what it does not.
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { EffectFigure } from '#shared/model/effect_figure.ts';
import type { SettledView } from '#shared/contract/view_settled.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { Behind } from './behind.tsx';
import styles from './settled_block.module.css';
import tableStyles from './table.module.css';

export function SettledFigures({ view }: { readonly view: SettledView }) {
  const { t } = useTranslation('manager');
  const { total, effect } = view;
  return (
    <>
      <dl className={styles['figures']}>
        <Figure
          label={t('settled.claimed')}
          amount={
            total === null ? null : (
              <Behind shown="claimed">
                <MoneyText amount={total.claimed} isSigned />
              </Behind>
            )
          }
          says={
            total === null
              ? t('settled.noClaims')
              : t('settled.claimedSays', { count: total.claims })
          }
        />
        <Figure
          label={t('settled.settled')}
          amount={
            total === null ? null : (
              <Behind shown="came">
                <MoneyText amount={total.settled} isSigned />
              </Behind>
            )
          }
          says={total === null ? t('settled.nothingToSettle') : <SettledSays total={total} />}
        />
        <Figure label={t('settled.effect')} amount={null} says={<EffectSays effect={effect} />} />
      </dl>
      {view.byClerk.length > 0 && <ClerkSums view={view} />}
    </>
  );
}

function Figure(props: {
  readonly label: string;
  readonly amount: ReactNode;
  readonly says: ReactNode;
}) {
  return (
    <div>
      <dt className={styles['label']}>{props.label}</dt>
      {props.amount !== null && <dd className={styles['amount']}>{props.amount}</dd>}
      <dd className={styles['says']}>{props.says}</dd>
    </div>
  );
}

function SettledSays({ total }: { readonly total: NonNullable<SettledView['total']> }) {
  const { t } = useTranslation('manager');
  const { language, currency, timeZone } = useLocale();
  const { states, before, logThrough } = total;
  const parts = (['settled', 'short', 'not-found', 'reversed', 'waiting'] as const)
    .filter((state) => states[state] > 0)
    .map((state) => (
      <Behind key={state} shown={state}>
        {t(`settled.states.${state}`, { count: states[state] })}
      </Behind>
    ));
  const reach =
    logThrough === null
      ? t('settled.noLog')
      : t('settled.logThrough', {
          time: new Intl.DateTimeFormat(language, {
            dateStyle: 'medium',
            timeStyle: 'short',
            timeZone,
          }).format(logThrough),
        });
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={part.key}>
          {index > 0 && t('settled.comma')}
          {part}
        </Fragment>
      ))}
      {parts.length > 0 && t('settled.stop')}
      {states.waiting > 0 && reach}
      {before !== null &&
        t('settled.before', {
          count: before.claims,
          amount: formatMoney(before.settled, currency, language),
        })}
      {before !== null && before.changed !== null && before.changed > 0 && (
        <>
          <Behind shown="settled-changed">{t('settled.changed', { count: before.changed })}</Behind>
          {t('settled.stop')}
        </>
      )}
    </>
  );
}

/** To ten fen: more would look surer than it is. */
const STEP = 10;

function EffectSays({ effect }: { readonly effect: EffectFigure | null }) {
  const { t } = useTranslation('manager');
  const { language, currency } = useLocale();
  if (effect === null) return t('settled.notMeasured');
  const { result, days } = effect;
  const basis = effect.basis === 'counter' ? t('settled.preliminary') : '';
  if (result.type === 'broken-lot') return t('settled.brokenLot');
  if (result.type === 'below-floor') {
    const { said, heldOut, floor, moreCustomers } = result;
    const missing = t('settled.belowFloor', { said, heldOut, floor });
    return moreCustomers === null
      ? t('settled.noLot')
      : `${missing}${t('settled.more', { count: moreCustomers })}`;
  }
  const money = (value: number): string =>
    formatMoney((Math.round(value / STEP) * STEP) as Fen, currency, language);
  const { live, moreCustomers } = result;
  const isSure = live.low > 0 || live.high < 0;
  const between = t('settled.between', { low: money(live.low), high: money(live.high), days });
  const unsure =
    moreCustomers === null
      ? t('settled.unsure')
      : t('settled.unsureMore', { count: moreCustomers });
  return `${basis}${between}${isSure ? t('settled.stop') : unsure}`;
}

function ClerkSums({ view }: { readonly view: SettledView }) {
  const { t } = useTranslation('manager');
  return (
    <table className={tableStyles['table']}>
      <caption className="visually-hidden">{t('settled.byClerk')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('clerks.name')}</th>
          <th scope="col" className={tableStyles['figure']}>
            {t('settled.claimed')}
          </th>
          <th scope="col" className={tableStyles['figure']}>
            {t('settled.settled')}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.byClerk.map(({ staff, name, claimed, settled }) => (
          <tr key={staff}>
            <th scope="row">{name}</th>
            <td className={tableStyles['figure']}>
              <Behind shown="claimed" staff={staff}>
                <MoneyText amount={claimed} />
              </Behind>
            </td>
            <td className={tableStyles['figure']}>
              <Behind shown="came" staff={staff}>
                <MoneyText amount={settled} />
              </Behind>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
