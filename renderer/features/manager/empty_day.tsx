// A day without entries: what to do next, or which day has some.
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { PAGE_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import barStyles from './day_bar.module.css';
import { chooseDay, type DayChoice, latestOtherDay } from './day_choice.ts';

type EmptyDayProps = {
  readonly day: Day;
  readonly today: Day;
  /** On record. */
  readonly days: readonly Day[];
  readonly onChoose: (choice: DayChoice) => void;
};

export function EmptyDay({ day, today, days, onChoose }: EmptyDayProps) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const other = latestOtherDay(days, day);
  const isToday = day === today;
  return (
    <EmptyState
      title={isToday ? t('empty.today') : t('empty.past', { day: dayText(day, language, today) })}
    >
      {isToday ? <p>{t('empty.todayNext', { key: PAGE_KEYS.counter })}</p> : null}
      {other === null ? (
        isToday ? null : (
          <p>{t('empty.pastNone')}</p>
        )
      ) : (
        <button
          type="button"
          className={barStyles['button']}
          onClick={() => onChoose(chooseDay(other, today))}
        >
          {t('empty.openDay', { day: dayText(other, language, today) })}
        </button>
      )}
    </EmptyState>
  );
}
