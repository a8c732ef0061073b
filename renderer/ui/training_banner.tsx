// Told across the top of every page while the window trains, with the way out.
import { useTranslation } from 'react-i18next';
import { TRAINING_PIN } from '#shared/model/training.ts';
import { KeyHint } from './key_hint.tsx';
import { PAGE_KEYS } from './key_map.ts';
import styles from './training_banner.module.css';

export function TrainingBanner({ onEnd }: { readonly onEnd: () => void }) {
  const { t } = useTranslation('common');
  return (
    <div className={styles['banner']} role="status" data-testid="training">
      <strong>{t('training.title')}</strong>
      <span>{t('training.note', { pin: TRAINING_PIN })}</span>
      <button type="button" className={styles['button']} onClick={onEnd}>
        {t('training.end')} <KeyHint label={PAGE_KEYS.train} />
      </button>
    </div>
  );
}
