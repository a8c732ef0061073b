// "Why not ...?": every offer considered, where it fell out, and the reason with this customer's own figures.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Proposal, Verdict } from '#shared/model/decision.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { scrollStep } from '#renderer/ui/scroll_step.ts';
import { searchWords } from '#renderer/ui/search_words.ts';
import { VERDICT_FIELD } from '../desk/errand_keys.ts';
import { ScoreLine } from './score_line.tsx';
import styles from './verdict_list.module.css';

export function VerdictList(props: {
  readonly verdicts: readonly Verdict[];
  /** Why the sentence on show came first; null: none is, or it sells nothing. */
  readonly parts: Proposal['parts'] | null;
  readonly offerNames: VisitView['offerNames'];
}) {
  const { t } = useTranslation('counter');
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <section ref={section} className={styles['verdicts']} aria-label={t('verdicts.title')}>
      {props.parts !== null && <ScoreLine parts={props.parts} />}
      <Fallen verdicts={props.verdicts} offerNames={props.offerNames} />
    </section>
  );
}

/** While the field to search in has the focus, letters are text: there Esc closes the list. */
export function VerdictsToggle(props: {
  readonly verdicts: readonly Verdict[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('counter');
  return (
    <button
      type="button"
      className={styles['toggle']}
      aria-expanded={props.isOpen}
      onClick={props.onToggle}
    >
      {t(props.isOpen ? 'verdicts.hide' : 'verdicts.show')}{' '}
      <KeyHint
        label={props.isOpen && isLong(fallen(props.verdicts)) ? 'Esc' : COUNTER_KEYS.verdicts}
      />
    </button>
  );
}

const fallen = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter((verdict) => verdict.stage !== 'presented');

const isLong = (rows: readonly unknown[]): boolean => rows.length >= LONG_LIST;

function Fallen(props: {
  readonly verdicts: readonly Verdict[];
  readonly offerNames: VisitView['offerNames'];
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const rows = fallen(props.verdicts).map((verdict) => {
    const known = props.offerNames[verdict.offer];
    const stage = t(`verdicts.stage.${verdict.stage}`);
    const name = known === undefined ? verdict.offer : localText(known, language);
    const reason = localText(verdict.reason, language);
    return {
      id: `${verdict.offer} ${verdict.tier ?? ''}`,
      stage,
      name,
      reason,
      text: [stage, name, reason].join(' '),
    };
  });
  const shown = filterRows(rows, query);
  return (
    <>
      {isLong(rows) && (
        <input
          ref={field}
          type="search"
          data-field={VERDICT_FIELD}
          className={styles['field']}
          aria-label={t('verdicts.find')}
          placeholder={t('verdicts.placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const panel = event.currentTarget.closest('[data-scrolls]');
            const press = { key: event.key, ctrl: event.ctrlKey, alt: event.altKey };
            panel?.scrollBy({ top: scrollStep(press, panel.clientHeight) });
          }}
        />
      )}
      {rows.length === 0 && <p>{t('verdicts.empty')}</p>}
      {rows.length > 0 && shown.length === 0 && (
        <p role="status">{t('verdicts.none', { text: query.trim() })}</p>
      )}
      <ul className={styles['list']}>
        {shown.map((row) => (
          <li key={row.id} className={styles['verdict']}>
            <span className={styles['stage']}>{row.stage}</span>
            <span className={styles['offer']}>{row.name}</span>
            <span>{row.reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** From how many on it is worth a field to search in. */
const LONG_LIST = 8;

/** Every word typed must occur. */
export function filterRows<T extends { readonly text: string }>(
  rows: readonly T[],
  query: string,
): readonly T[] {
  const words = searchWords(query);
  return rows.filter(({ text }) => {
    const plain = text.normalize('NFKC').toLowerCase();
    return words.every((word) => plain.includes(word));
  });
}
