// One line below the search box that is always there: visits that wait, each with its key, and what was done last.
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { WaitingVisit } from '#shared/contract/view_visit.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { timeText } from '#renderer/ui/time_text.ts';
import type { Done } from './desk/counter.ts';
import type { DrawDesk } from './desk/draw.ts';
import styles from './desk_strip.module.css';
import { DoneNote } from './done_note.tsx';

/** As many as have a key. */
export const WAITING_KEYS = 9;

export function DeskStrip({
  waiting,
  done,
  draw,
  today,
  onResume,
  onDraw,
  onUndo,
  onPaper,
}: {
  readonly waiting: readonly WaitingVisit[];
  readonly done: Done | null;
  /** Draws that were put off. */
  readonly draw: DrawDesk | null;
  readonly today: Day;
  readonly onResume: (visit: WaitingVisit) => void;
  readonly onDraw: () => void;
  readonly onUndo: () => void;
  readonly onPaper: () => void;
}) {
  const { t } = useTranslation(['counter', 'draw']);
  const { timeZone } = useLocale();
  const shown = waiting.slice(0, WAITING_KEYS);
  return (
    <div className={styles['strip']}>
      <div
        className={styles['waiting']}
        role="group"
        aria-label={t('waiting.title')}
        data-testid="waiting"
      >
        {shown.length > 0 && (
          <span className={styles['title']} aria-hidden="true">
            {t('waiting.title')}
          </span>
        )}
        {shown.map((visit, index) => {
          const words = {
            name: visit.name === '' ? t('find.noName') : visit.name,
            time: timeText(visit.at, timeZone),
            purpose: t(`purpose.${visit.purpose}`),
            staff: visit.staffName,
          };
          return (
            <button
              key={visit.visit}
              type="button"
              className={styles['chip']}
              aria-keyshortcuts={`Control+${index + 1}`}
              aria-label={t('waiting.one', words)}
              title={t('waiting.one', words)}
              onClick={() => onResume(visit)}
            >
              <KeyHint label={index === 0 ? COUNTER_KEYS.waiting : String(index + 1)} />
              <span className={styles['name']}>{words.name}</span>
              <span className={styles['time']}>{words.time}</span>
            </button>
          );
        })}
        {waiting.length > shown.length && (
          <span className={styles['title']}>
            {t('waiting.more', { count: waiting.length - shown.length })}
          </span>
        )}
      </div>
      {draw !== null && (
        <button type="button" className={styles['draw']} onClick={onDraw}>
          {t('draw:pending', { name: draw.name, count: String(draw.left) })} · {t('draw:resume')}
        </button>
      )}
      <div className={styles['done']} role="status">
        {done !== null && (
          <DoneNote
            key={done.view.visit}
            done={done}
            today={today}
            onUndo={onUndo}
            onPaper={onPaper}
          />
        )}
      </div>
    </div>
  );
}
