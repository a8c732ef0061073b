// Help inside the program: the errand, the keys, the words on the screen, and what to do when something is wrong.
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { scrollStep } from '#renderer/ui/scroll_step.ts';
import { searchWords } from '#renderer/ui/search_words.ts';
import { ERRAND_STEPS, StepPicture } from '#renderer/ui/step_picture.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { filterHelp, type HelpEntry, type HelpSection, markParts } from './filter_help.ts';
import styles from './help_page.module.css';
import { helpSections } from './help_sections.ts';
import { Notices } from './notices.tsx';

export function HelpPage({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['help', 'counter', 'common', 'care', 'paper']);
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);

  const all = useMemo(() => helpSections(t), [t]);
  const words = searchWords(query);
  const shown = filterHelp(all, query);

  // The field keeps the focus, so that typing always searches; these keys move the text below it.
  useKeys((press) => {
    // With nothing typed the shell goes back to the page before.
    if (press.key === 'Escape') {
      setQuery('');
      return query !== '';
    }
    const box = body.current;
    const step = scrollStep(press, box?.clientHeight ?? 0);
    if (box === null || step === 0) return false;
    box.scrollBy({ top: step });
    return true;
  });

  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{t('help:title')}</h1>
        <input
          ref={field}
          type="search"
          className={styles['field']}
          aria-label={t('help:search')}
          placeholder={t('help:placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            body.current?.scrollTo({ top: 0 });
          }}
        />
        <p className={styles['count']} role="status">
          {words.length === 0
            ? ''
            : t('help:found', { count: shown.reduce((sum, one) => sum + one.entries.length, 0) })}
        </p>
        <button type="button" className={styles['button']} onClick={onClose}>
          {t('help:close')} <KeyHint label={COUNTER_KEYS.back} />
        </button>
      </header>
      <div className={styles['columns']}>
        <nav className={styles['contents']} aria-label={t('help:sections')}>
          <ol>
            {shown.map((section) => (
              <li key={section.id}>
                <button
                  type="button"
                  className={styles['jump']}
                  onClick={() =>
                    document
                      .querySelector(`#help-${section.id}`)
                      ?.scrollIntoView({ block: 'start' })
                  }
                >
                  {section.title}
                </button>
              </li>
            ))}
            {words.length === 0 && (
              <li>
                <button
                  type="button"
                  className={styles['jump']}
                  onClick={() => document.querySelector('#help-notices')?.scrollIntoView()}
                >
                  {t('help:notices.title')}
                </button>
              </li>
            )}
          </ol>
        </nav>
        <div ref={body} className={styles['body']} tabIndex={0}>
          {shown.length === 0 && (
            <EmptyState title={t('help:nothing', { text: query.trim() })}>
              <p>{t('help:nothingNext')}</p>
            </EmptyState>
          )}
          {shown.map((section) => (
            <Section key={section.id} section={section} words={words} />
          ))}
          {words.length === 0 && <Notices />}
        </div>
      </div>
    </div>
  );
}

function Section(props: { readonly section: HelpSection; readonly words: readonly string[] }) {
  const { section, words } = props;
  return (
    <section className={styles['section']} aria-labelledby={`help-${section.id}`}>
      <h2 id={`help-${section.id}`} className={styles['heading']}>
        <Marked text={section.title} words={words} />
      </h2>
      {section.id === 'keys' ? (
        <Keys entries={section.entries} words={words} />
      ) : (
        <dl className={styles['list']}>
          {section.entries.map((entry) => (
            <Fragment key={entry.id}>
              <dt className={styles['term']}>
                <Marked text={entry.heading} words={words} />
              </dt>
              <dd className={styles['text']}>
                {section.id === 'steps' && <StepOf id={entry.id} />}
                <Marked text={entry.text} words={words} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Beside the words of a step, its drawing. */
function StepOf({ id }: { readonly id: string }) {
  const step = ERRAND_STEPS.find((name) => name === id);
  return step === undefined ? null : (
    <span className={styles['picture']}>
      <StepPicture step={step} />
    </span>
  );
}

/** Keys in groups: the place where they work above, key and effect side by side. */
function Keys(props: {
  readonly entries: readonly HelpEntry[];
  readonly words: readonly string[];
}) {
  const places = [...new Set(props.entries.map((entry) => entry.heading))];
  return (
    <div className={styles['groups']}>
      {places.map((place) => (
        <div key={place} className={styles['group']}>
          <h3 className={styles['place']}>
            <Marked text={place} words={props.words} />
          </h3>
          <dl className={styles['keys']}>
            {props.entries
              .filter((entry) => entry.heading === place)
              .map((entry) => (
                <Fragment key={entry.id}>
                  <dt>
                    {(entry.keys ?? []).map((key) => (
                      <kbd key={key} className={styles['key']}>
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>
                    <Marked text={entry.text} words={props.words} />
                  </dd>
                </Fragment>
              ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return markParts(text, words).map((part) =>
    part.isMatch ? (
      <mark key={part.start} className={styles['mark']}>
        {part.text}
      </mark>
    ) : (
      <Fragment key={part.start}>{part.text}</Fragment>
    ),
  );
}
