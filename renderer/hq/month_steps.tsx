// The month before and the next one, at the head of a page.
import { useTranslation } from 'react-i18next';
import { addMonths, type Month } from '#shared/base/month.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { MANAGER_KEYS } from '#renderer/ui/key_map.ts';
import styles from './branches_page.module.css';

export function MonthSteps(props: {
  readonly month: Month;
  readonly thisMonth: Month;
  readonly onChoose: (month: Month) => void;
}) {
  const { t } = useTranslation('hq');
  const { month, thisMonth, onChoose } = props;
  return (
    <div className={styles['group']}>
      <button
        type="button"
        className={styles['button']}
        onClick={() => onChoose(addMonths(month, -1))}
      >
        <KeyHint label={MANAGER_KEYS.previousDay} /> {t('branches.previous')}
      </button>
      <button
        type="button"
        className={styles['button']}
        disabled={month >= thisMonth}
        onClick={() => onChoose(addMonths(month, 1))}
      >
        {t('branches.next')} <KeyHint label={MANAGER_KEYS.nextDay} />
      </button>
    </div>
  );
}
