// Nobody matched: what else to try.
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/empty_state.tsx';

export function NothingFound({ text }: { readonly text: string }) {
  const { t } = useTranslation('counter');
  return (
    <div role="status">
      <EmptyState title={t('find.nothing', { text })}>
        <p>{t('find.tryDigits')}</p>
        <p>{t('find.tryName')}</p>
        <p>{t('find.tryOther')}</p>
      </EmptyState>
    </div>
  );
}
