// What went wrong in the course of an errand, or came of a finish taken back: over the foot of the sentence, so that nothing
// moves for it.
import { useTranslation } from 'react-i18next';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import type { Errand } from '../desk/errand.ts';
import styles from './errand_messages.module.css';

export function ErrandMessages({
  errand: { notice },
  failure,
}: {
  readonly errand: Errand;
  readonly failure: Failure | null;
}) {
  const { t } = useTranslation('counter');
  return (
    <div className={styles['messages']}>
      {notice === 'finish-undone' && (
        <p className={styles['note']} role="status">
          {t('done.finishUndone')}
        </p>
      )}
      {failure !== null && (
        <div className={styles['failure']}>
          <FailureText failure={failure} />
        </div>
      )}
    </div>
  );
}
