// What colleagues should know, and what the customer did here today: read at a glance, a note added by one key.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/base/money.ts';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import type { DoneToday } from '#shared/contract/view_customer.ts';
import type { NoteView } from '#shared/contract/view_visit.ts';
import { NOTE_MAX } from '#shared/model/visit.ts';
import { dayText, listText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { timeText } from '#renderer/ui/time_text.ts';
import { isOfInputMethod } from '#renderer/ui/use_keys.ts';
import type { CounterControls } from '../desk/controls.ts';
import styles from './visit_notes.module.css';

export function NoteList({
  notes,
  doneToday,
  today,
  onRemove,
}: {
  /** Newest first. */
  readonly notes: readonly NoteView[];
  readonly doneToday: readonly DoneToday[];
  readonly today: Day;
  /** Of this visit and this computer only. */
  readonly onRemove: (note: NoteView) => void;
}) {
  const { t } = useTranslation('counter');
  const { language, currency, timeZone } = useLocale();
  if (notes.length === 0 && doneToday.length === 0) return null;
  return (
    <ul className={styles['list']} aria-label={t('note.title')} data-testid="notes">
      {doneToday.map((visit) => (
        <li key={visit.visit} className={styles['today']} data-today>
          {t('note.today', { time: timeText(visit.at, timeZone) })}{' '}
          <strong>
            {t(`purpose.${visit.purpose}`)}
            {visit.prepaid !== null && ` ${formatMoney(visit.prepaid, currency, language)}`}
          </strong>
          {visit.gifts.length > 0 &&
            ` · ${listText(
              visit.gifts.map(({ name }) => localText(name, language)),
              language,
            )}`}
          {visit.deviceName !== null && ` · ${visit.deviceName}`}
        </li>
      ))}
      {notes.map((note) => {
        const on = dayOfInstant(note.at, timeZone);
        return (
          <li key={note.event} className={styles['note']}>
            <span className={styles['text']}>{note.text}</span>
            <span className={styles['by']}>
              {on === today ? timeText(note.at, timeZone) : dayText(on, language, today)} ·{' '}
              {note.staffName}
              {note.isOwn && (
                <button type="button" className={styles['remove']} onClick={() => onRemove(note)}>
                  {t('note.remove')}
                </button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus();

export type NoteDraft = {
  /** Null: nothing is being written. */
  readonly text: string | null;
  readonly write: (text: string) => void;
  readonly open: () => void;
  readonly close: () => void;
};

/** Kept by the page: what is being written outlives a window of another width, whose field stands elsewhere. */
export function useNoteDraft(): NoteDraft {
  const [text, write] = useState<string | null>(null);
  const cameFrom = useRef<Element | null>(null);
  return {
    text,
    write,
    open() {
      cameFrom.current = document.activeElement;
      write((last) => last ?? '');
    },
    close() {
      write(null);
      if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    },
  };
}

/** A button that becomes a field of the same height. */
export function NoteField({
  draft,
  controls,
}: {
  readonly draft: NoteDraft;
  readonly controls: Pick<CounterControls, 'writeNote'>;
}) {
  const { t } = useTranslation('counter');
  const { text, write, open, close } = draft;
  if (text === null) {
    return (
      <button type="button" className={styles['write']} onClick={open}>
        {t('note.write')} <KeyHint label={COUNTER_KEYS.note} />
      </button>
    );
  }
  return (
    <input
      ref={focusOnce}
      className={styles['field']}
      data-field="note"
      aria-label={t('note.write')}
      placeholder={t('note.placeholder')}
      autoComplete="off"
      maxLength={NOTE_MAX}
      value={text}
      onChange={(event) => write(event.target.value)}
      onKeyDown={(event) => {
        if (isOfInputMethod(event.nativeEvent)) return;
        if (event.key === 'Escape') close();
        else if (event.key === 'Enter') {
          if (text.trim() === '') close();
          else void controls.writeNote(text).then((isWritten) => isWritten && close());
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
