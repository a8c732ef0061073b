// Which day is shown, how to go to another, and what may be taken along: CSV and paper.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Day, isDay } from '#shared/base/month.ts';
import { wholeDayText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { MANAGER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './day_bar.module.css';
import { chooseDay, type DayChoice, pickableDays, stepDay } from './day_choice.ts';

type DayBarProps = {
  /** Shown on paper only. */
  readonly branchName: string;
  readonly shown: Day;
  readonly choice: DayChoice;
  readonly today: Day;
  /** On record. */
  readonly days: readonly Day[];
  /** `9:05`; null before the first report. */
  readonly updatedAt: string | null;
  readonly onChoose: (choice: DayChoice) => void;
  /** Buttons at the end. */
  readonly children: ReactNode;
};

export function DayBar({
  branchName,
  shown,
  choice,
  today,
  days,
  updatedAt,
  onChoose,
  children,
}: DayBarProps) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  return (
    <header className={styles['bar']}>
      <h1 className={styles['title']}>
        <span className={styles['onPaper']}>{branchName} </span>
        {wholeDayText(shown, language)}
        <span className={styles['today']} data-is-other={shown === today ? undefined : true}>
          {t('today')}
        </span>
      </h1>
      <div className={styles['group']}>
        <button
          type="button"
          className={styles['button']}
          onClick={() => onChoose(stepDay(choice, today, -1))}
        >
          <KeyHint label={MANAGER_KEYS.previousDay} /> {t('previousDay')}
        </button>
        <select
          className={styles['day']}
          aria-label={t('pickDay')}
          value={shown}
          onChange={(event) => {
            if (isDay(event.target.value)) onChoose(chooseDay(event.target.value, today));
          }}
        >
          {pickableDays(days, shown, today).map((value) => (
            <option key={value} value={value}>
              {wholeDayText(value, language, today)}
              {days.includes(value) ? '' : t('noRecords')}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={styles['button']}
          disabled={choice === null}
          onClick={() => onChoose(stepDay(choice, today, 1))}
        >
          {t('nextDay')} <KeyHint label={MANAGER_KEYS.nextDay} />
        </button>
        <button
          type="button"
          className={styles['button']}
          disabled={choice === null}
          onClick={() => onChoose(null)}
        >
          {t('backToToday')} <KeyHint label={MANAGER_KEYS.today} />
        </button>
      </div>
      <p className={styles['updated']}>
        {updatedAt === null ? null : t('updatedAt', { time: updatedAt })}
      </p>
      <div className={`${styles['group']} ${styles['actions']}`}>{children}</div>
    </header>
  );
}
