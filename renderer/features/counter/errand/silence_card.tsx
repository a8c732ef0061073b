// Nothing to sell this time: calm, with the reason.
import { useTranslation } from 'react-i18next';
import type { Silence } from '#shared/model/decision.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './silence_card.module.css';

export function SilenceCard({
  silence,
  isWalkIn,
}: {
  readonly silence: Silence | null;
  /** The list does not have them: nothing is known to recommend anything by. */
  readonly isWalkIn: boolean;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  return (
    <article className={styles['card']} aria-label={t('silence.title')} data-testid="silence">
      <h2 className={styles['title']}>{t('silence.title')}</h2>
      {silence !== null && (
        <p className={styles['reason']} data-silence={silence.code}>
          {localText(silence.reason, language)}
        </p>
      )}
      {isWalkIn && (
        <p className={styles['reason']} data-silence="walk-in">
          {t('silence.walkIn')}
        </p>
      )}
      <p className={styles['calm']}>{t('silence.calm')}</p>
    </article>
  );
}
