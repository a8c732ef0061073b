// Told after a visit: what was put on and what asking brought; for a minute it can be taken back.
import { useTranslation } from 'react-i18next';
import { formatMoney, fen } from '#shared/base/money.ts';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { countText, dayText, secondsLeft } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import type { Day } from '#shared/base/month.ts';
import type { LocalText, Language } from '#shared/model/text.ts';
import type { Done } from './desk/counter.ts';
import { laterDayOf } from './desk/errand.ts';
import styles from './done_note.module.css';

export function DoneNote({
  done,
  today,
  onUndo,
  onPaper,
}: {
  readonly done: Done;
  readonly today: Day;
  readonly onUndo: () => void;
  readonly onPaper: () => void;
}) {
  const { t } = useTranslation(['counter', 'paper']);
  const { language, currency } = useLocale();
  const { finished, undo, purpose } = done.view;
  const now = useNow(undo === null ? 0 : 500);
  const seconds = undo === null ? 0 : secondsLeft(undo.until, now);
  const money = (amount: number): string => formatMoney(fen(amount), currency, language);
  const prepaid = finished?.prepaid ?? null;
  const later = laterDayOf(done.view);
  const uplift = finished?.uplift ?? null;
  const pointsEarned = finished?.pointsEarned ?? 0;
  return (
    <div className={styles['note']} data-testid="done">
      <strong className={styles['name']}>
        {t('done.title')} · {done.name}
      </strong>
      <span className={styles['what']}>
        {prepaid !== null
          ? t('done.prepaid', { amount: money(prepaid) })
          : purpose === 'top-up'
            ? t('done.noMoney')
            : t(`purpose.${purpose}`)}
      </span>
      {later !== null && <span>{t('done.later', { day: dayText(later, language, today) })}</span>}
      {uplift !== null && uplift > 0 && (
        <strong className={styles['uplift']}>{t('done.uplift', { amount: money(uplift) })}</strong>
      )}
      {uplift === 0 && prepaid !== null && <span>{t('done.same')}</span>}
      {uplift !== null && uplift < 0 && <span>{t('done.less', { amount: money(-uplift) })}</span>}
      {finished !== null && finished.gifts.length > 0 && (
        <span>{t('done.gift', { gifts: giftWords(finished.gifts, language) })}</span>
      )}
      {finished !== null && finished.pointsSpent > 0 && (
        <span>{t('done.pointsSpent', { count: countText(finished.pointsSpent) })}</span>
      )}
      {pointsEarned > 0 && (
        <span>{t('done.pointsEarned', { count: countText(pointsEarned) })}</span>
      )}
      {done.failure !== null && <FailureText failure={done.failure} />}
      <button type="button" className={styles['undo']} onClick={onPaper}>
        {t('paper:receiptButton')} <KeyHint label={COUNTER_KEYS.paper} />
      </button>
      {seconds > 0 && done.failure === null && (
        <button type="button" className={styles['undo']} onClick={onUndo}>
          {t('done.undo')} <KeyHint label={COUNTER_KEYS.undoAnywhere} />
          <span className={styles['seconds']} aria-hidden="true">
            {t('done.undoIn', { seconds })}
          </span>
        </button>
      )}
    </div>
  );
}

/** `晴雨伞、毛巾 2 件` */
const giftWords = (
  gifts: readonly { readonly name: LocalText; readonly count: number }[],
  language: Language,
): string =>
  gifts
    .map(({ name, count }) => {
      const word = localText(name, language);
      return count === 1 ? word : language === 'en' ? `${count} × ${word}` : `${word} ${count} 件`;
    })
    .join(language === 'en' ? ', ' : '、');
