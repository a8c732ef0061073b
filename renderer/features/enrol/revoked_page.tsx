// HQ turned this computer away: what became of its data, and what to do.
import { useTranslation } from 'react-i18next';
import type { AppState } from '#shared/contract/view_status.ts';
import { CardNote, CardTitle, CentreCard } from '#renderer/ui/centre_card.tsx';
import styles from './enrol_page.module.css';

export function RevokedPage({ state }: { readonly state: AppState }) {
  const { t } = useTranslation('enrol');
  const { unsent } = state.sync;
  return (
    <CentreCard>
      <CardTitle>{t('revoked.title')}</CardTitle>
      <p className={styles['lead']}>{t('revoked.lead')}</p>
      <p role="status">
        {unsent === 0 ? t('revoked.allSent') : t('revoked.unsent', { count: unsent })}
      </p>
      <CardNote>{t('revoked.next', { device: state.device ?? '' })}</CardNote>
    </CentreCard>
  );
}
