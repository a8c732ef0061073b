// Which month is shown, and how to go to another.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Month } from '#shared/base/month.ts';
import { monthText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { MANAGER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './day_bar.module.css';
import { monthForKey } from './day_choice.ts';

export function MonthBar(props: {
  /** Shown on paper only. */
  readonly branchName: string;
  readonly month: Month;
  readonly today: Day;
  readonly onChoose: (month: Month | null) => void;
  /** Buttons at the end. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const { month, today, onChoose } = props;
  const next = monthForKey('ArrowRight', month, today) ?? month;
  return (
    <header className={styles['bar']}>
      <h1 className={styles['title']}>
        <span className={styles['onPaper']}>{props.branchName} </span>
        {monthText(month, language)}
      </h1>
      <div className={styles['group']}>
        <button
          type="button"
          className={styles['button']}
          onClick={() => onChoose(monthForKey('ArrowLeft', month, today) ?? month)}
        >
          <KeyHint label={MANAGER_KEYS.previousDay} /> {t('month.previous')}
        </button>
        <button
          type="button"
          className={styles['button']}
          disabled={next === month}
          onClick={() => onChoose(next)}
        >
          {t('month.next')} <KeyHint label={MANAGER_KEYS.nextDay} />
        </button>
      </div>
      <p className={styles['updated']} />
      <div className={`${styles['group']} ${styles['actions']}`}>{props.children}</div>
    </header>
  );
}
