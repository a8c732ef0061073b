// Entries of this computer that HQ could not store: which, whose, of when, and why.
import { useTranslation } from 'react-i18next';
import type { DayReport, ReturnedEntry } from '#shared/contract/view_report.ts';
import { dayText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { reasonCode } from './returned_reason.ts';

export function ReturnedList({ returned }: Pick<DayReport, 'returned'>) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  if (returned.length === 0) return null;
  return (
    <>
      <p>{t('returned.what', { count: returned.length })}</p>
      <ul>
        {returned.map(({ sequence, kind, day, staff, reason }) => (
          <li key={sequence}>
            {t('returned.entry', {
              sequence,
              day: dayText(day, language),
              kind: t(`returned.kind.${KIND_WORDS[kind]}`),
              staff,
              reason: t(`returned.reason.${reasonCode(reason)}`),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

const KIND_WORDS = {
  'visit.started': 'visit',
  'visit.changed': 'visit',
  'decision.made': 'visit',
  'answer.recorded': 'answer',
  'visit.finished': 'visit',
  'event.undone': 'undo',
  'beliefs.updated': 'program',
  'lottery.drawn': 'draw',
  'points.spent': 'points',
  'care.done': 'care',
  'consent.changed': 'consent',
  'walk-in.started': 'walkIn',
  'walk-in.changed': 'walkIn',
  'walk-in.finished': 'walkIn',
  'visit.corrected': 'correction',
  'day.closed': 'close',
  'note.written': 'note',
  'visit.dropped': 'visit',
  'ledger.mended': 'program',
  'pin.chosen': 'people',
  'staff.blocked': 'people',
  'pins.wrong': 'people',
  'pins.released': 'people',
  'look-ups.told': 'program',
} as const satisfies Record<ReturnedEntry['kind'], string>;
