// A failure in words: what happened and what to do now. Announced to screen readers at once.
import { useTranslation } from 'react-i18next';
import type { Failure } from './failure_type.ts';
import { failureSlots } from './failure_slots.ts';
import styles from './failure_text.module.css';
import { useLocale } from './locale.tsx';

export function FailureText({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation('failure');
  const slots = failureSlots(failure, useLocale());
  return (
    <p className={styles['failure']} role="alert" data-failure={failure.type}>
      <strong>{t(`${failure.type}.what`, slots)}</strong> {t(`${failure.type}.next`, slots)}
    </p>
  );
}
