// The prizes on show with the tickets left, the odds, and who won of late.
import { useTranslation } from 'react-i18next';
import { dayOfInstant } from '#shared/base/month.ts';
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import { countText, dayText, shareText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { ticketsOf } from '../desk/draw.ts';
import styles from './prize_list.module.css';

export function PrizeList({ lottery }: { readonly lottery: LotteryView }) {
  const { t } = useTranslation('draw');
  const { language, timeZone } = useLocale();
  const { all, withPrize } = ticketsOf(lottery);
  return (
    <div className={styles['prizes']}>
      <section aria-label={t('prizes')}>
        <h3 className={styles['title']}>
          {localText(lottery.name, language)}
          <span className={styles['odds']}>
            {t('odds', {
              count: countText(all),
              percent: shareText(all === 0 ? 0 : withPrize / all),
            })}
          </span>
        </h3>
        <ul>
          {lottery.prizes.map((prize) => (
            <li key={prize.id} className={styles['prize']} data-gone={prize.left === 0}>
              <span>{localText(prize.name, language)}</span>
              <span>{t('tickets', { count: countText(prize.left) })}</span>
            </li>
          ))}
          <li className={styles['prize']} data-blank="true">
            <span>{t('blanks')}</span>
            <span>{t('tickets', { count: countText(lottery.blanks) })}</span>
          </li>
        </ul>
      </section>
      <section aria-label={t('winners')}>
        <h3 className={styles['title']}>{t('winners')}</h3>
        {lottery.winners.length === 0 && <p className={styles['none']}>{t('noWinners')}</p>}
        <ul>
          {lottery.winners.map((winner) => (
            <li key={winner.at} className={styles['winner']}>
              <span>{winner.name}</span>
              <span>{localText(winner.prize, language)}</span>
              <span>{dayText(dayOfInstant(winner.at, timeZone), language)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
