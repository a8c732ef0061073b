// How much HQ does not have yet, and since when.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import { ageText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';

export function Outbox({ report, now }: { readonly report: DayReport; readonly now: number }) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const { unsent, oldestUnsent } = report;
  if (unsent === 0) return <p>{t('outbox.allSent')}</p>;
  return (
    <>
      <p>
        {oldestUnsent === null
          ? t('outbox.unsentNow', { count: unsent })
          : t('outbox.unsent', {
              count: unsent,
              age: ageText(now - oldestUnsent, language),
            })}
      </p>
      <p>{t('outbox.hint')}</p>
    </>
  );
}
