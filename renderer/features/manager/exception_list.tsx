// Gifts that no offer brought, with who let them go and why.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { MarkedTable } from './marked_table.tsx';

export function ExceptionList({ exceptions }: Pick<DayReport, 'exceptions'>) {
  const { t } = useTranslation(['manager', 'counter']);
  const { language } = useLocale();
  return (
    <MarkedTable
      caption={t('exceptions.title')}
      what={t('exceptions.what')}
      rows={exceptions.map(({ gift, manager, reason, words, ...visit }) => ({
        ...visit,
        what: t('exceptions.by', {
          gift: localText(gift, language),
          manager,
          reason: [t(`counter:exception.reason.${reason}`), words ?? '']
            .filter((text) => text !== '')
            .join(language === 'en' ? ': ' : '：'),
        }),
      }))}
    />
  );
}
