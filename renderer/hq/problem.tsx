// In place of a page: it is being read, or cannot be, and what to do.
import { useTranslation } from 'react-i18next';
import type { HqFailure } from '#shared/contract/view_hq.ts';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import styles from './branches_page.module.css';

export function Problem(props: {
  /** Null: nothing is wrong, it is being read. */
  readonly failure: HqFailure | null;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation('hq');
  if (props.failure === null)
    return (
      <p className={styles['page']} role="status">
        {t('loading')}
      </p>
    );
  const isGone = props.failure.type === 'not-found';
  return (
    <EmptyState title={isGone ? t('gone') : t('problem')}>
      {!isGone && (
        <button type="button" className={styles['button']} onClick={props.onAgain}>
          {t('again')}
        </button>
      )}
    </EmptyState>
  );
}
