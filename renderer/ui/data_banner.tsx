// Told across the top while the data process does not answer: what happens by itself, and that nothing typed is lost.
import { useTranslation } from 'react-i18next';
import type { DataHealth } from '#shared/contract/shell.ts';
import styles from './data_banner.module.css';
import { secondsLeft } from './format.ts';
import { useNow } from './use_now.ts';

export function DataBanner({
  health,
  onRestart,
}: {
  readonly health: DataHealth;
  readonly onRestart: () => void;
}) {
  const { t } = useTranslation('common');
  const now = useNow(health.state === 'down' ? 1000 : 0);
  if (health.state === 'up') return null;
  return (
    <div className={styles['banner']} role="alert" data-health={health.state}>
      <span>
        {health.state === 'down'
          ? t(health.noDisk ? 'banner.noDisk' : 'banner.down', {
              seconds: secondsLeft(health.retryAt, now),
            })
          : t('banner.restarting', { attempt: health.attempt })}
      </span>
      {health.state === 'down' && (
        <button type="button" className={styles['button']} onClick={onRestart}>
          {t('banner.now')}
        </button>
      )}
    </div>
  );
}
