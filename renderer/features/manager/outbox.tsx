// How much HQ does not have yet, and since when; and what it could not store.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import { useAppState } from '#renderer/client/state.ts';
import { ageText } from '#renderer/ui/format.ts';
import { MANAGER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { ReturnedList } from './returned_list.tsx';

export function Outbox({ report, now }: { readonly report: DayReport; readonly now: number }) {
  return (
    <>
      <Unsent report={report} now={now} />
      <ReturnedList returned={report.returned} />
    </>
  );
}

function Unsent({ report, now }: { readonly report: DayReport; readonly now: number }) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const { unsent, oldestUnsent } = report;
  const unsaved = useAppState()?.sync.unsaved ?? unsent;
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
      <p>{unsaved === 0 ? t('outbox.saved') : t('outbox.hint', { key: MANAGER_KEYS.stick })}</p>
    </>
  );
}
