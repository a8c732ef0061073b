// The groups that the customer is in, how large they are, and when such customers come.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import { formatMoney } from '#shared/base/money.ts';
import type { GroupView } from '#shared/contract/view_customer.ts';
import type { LocalText } from '#shared/model/text.ts';
import { countText, dataText, dayText, listText, shareText } from '#renderer/ui/format.ts';
import { type Locale, localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './know_more.module.css';

type Portrait = NonNullable<GroupView['portrait']>;

export function GroupList({
  groups,
  isScored,
  bestTime,
  asOf,
}: {
  readonly groups: readonly GroupView[];
  /** HQ has looked: who is in no group then is one of whom too little is known. */
  readonly isScored: boolean;
  readonly bestTime: LocalText | null;
  /** Of all figures on the page. */
  readonly asOf: Day;
}) {
  const { t } = useTranslation('knowledge');
  const locale = useLocale();
  const { language } = locale;
  const asOfGroups = groups.find(({ portrait }) => portrait !== null)?.portrait?.asOf;
  return (
    <section className={styles['part']} aria-label={t('group.title')}>
      <h3 className={styles['title']}>
        {t('group.title')}
        {asOfGroups !== undefined && asOfGroups !== asOf && (
          <span className={styles['quiet']}>
            {' '}
            {t('asOf', { day: dayText(asOfGroups, language) })}
          </span>
        )}
      </h3>
      {groups.length === 0 && (
        <p className={styles['quiet']}>{t(isScored ? 'group.unknown' : 'group.none')}</p>
      )}
      <dl>
        {groups.map(({ kind, name, isOutside, portrait }) => (
          <div key={kind} className={styles['group']}>
            <dt>{t(`group.${kind}`)}</dt>
            <dd>
              {localText(name, language)}
              {isOutside && <span className={styles['quiet']}> {t('group.outside')}</span>}
              {portrait !== null && (
                <span className={styles['portrait']}>
                  {portraitText(t, kind, portrait, locale)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {bestTime !== null && (
        <p className={styles['quiet']}>
          {t('group.bestTime', { time: localText(bestTime, language) })}
        </p>
      )}
    </section>
  );
}

/** `本群 1,204 人，占 6%`, and what the group is about: what they have (value), or spend and use (consumption). */
function portraitText(
  t: TFunction<'knowledge'>,
  kind: GroupView['kind'],
  portrait: Portrait,
  locale: Locale,
): string {
  const { language, currency } = locale;
  const { size, of, arpu3, dou3, holdings } = portrait;
  const spend = arpu3 === null ? null : formatMoney(arpu3, currency, language);
  return [
    t('group.size', { size: countText(size), share: shareText(of === 0 ? 0 : size / of) }),
    ...(spend === null || kind !== 'consumption'
      ? []
      : [
          dou3 === null
            ? t('group.average', { spend })
            : t('group.averageData', { spend, data: dataText(dou3 * 1024) }),
        ]),
    ...(holdings.length === 0 || kind !== 'value'
      ? []
      : [
          t('group.have', {
            holdings: listText(
              holdings.slice(0, 2).map(({ name }) => localText(name, language)),
              language,
            ),
          }),
        ]),
  ].join(' · ');
}
