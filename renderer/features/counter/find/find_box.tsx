// The one search box and the customers it finds. Focused at the start, after each visit, and by F2 or `/`.
import { useQuery } from '@tanstack/react-query';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { LockedFailure } from '#shared/contract/failure.ts';
import { type SearchHit, SEARCH_TEXT_MAX } from '#shared/contract/view_customer.ts';
import { wholePhone } from '#shared/base/find/phone_key.ts';
import { searchQuery, useHitsFor, useSearchAhead } from '#renderer/client/customer.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { isOfInputMethod, keyName, useKeys } from '#renderer/ui/use_keys.ts';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import styles from './find_box.module.css';
import { HitList } from './hit_list.tsx';
import { holdKeys } from './hold_keys.ts';

const LOCKED: ReadonlySet<string> = new Set<LockedFailure['type']>([
  'data-locked',
  'open-key-store',
]);
const LIST_ID = 'find-results';

/** Searches for what was not typed into the box: a reader's number, or digits that turned out to be one. */
export type Finder = {
  lookUp(text: string): void;
  /** A reader typed into the box, and ended with another key than the box's own. */
  openFirst(): void;
};

export function FindBox({
  ref,
  hasCustomer,
  onOpen,
  onWalkIn,
  onLeave,
}: {
  readonly ref: Ref<Finder>;
  /** Someone is being served: the box waits until it is called, and takes the focus when the visit ends. */
  readonly hasCustomer: boolean;
  readonly onOpen: (hit: SearchHit, onShow: () => void) => void;
  /** Somebody whom the list does not have, by the phone in normal form. */
  readonly onWalkIn: (phone: string, onShow: () => void) => void;
  /** Esc in the empty box: back to the customer being served. */
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('counter');
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const query = useQuery(searchQuery(useClient(), searched));
  const hitsFor = useHitsFor();
  const searchAhead = useSearchAhead();
  const answer = searched === '' ? undefined : query.data;
  const hits = answer?.ok === true ? answer.value.hits : [];
  // A guess is never opened unchosen.
  const isGuess = hits[0]?.isGuess === true;
  const active = chosen ?? (isGuess ? -1 : 0);

  useEffect(() => {
    if (!hasCustomer) field.current?.focus();
  }, [hasCustomer]);

  const type = (value: string, isComposing: boolean): void => {
    setText(value);
    setChosen(null);
    const letters = isComposing ? composedPinyin(value) : value.trim();
    if (letters === null) return;
    if (letters !== searched && letters !== '') searchAhead(letters);
    setSearched(letters);
  };
  /** The box is empty when the page stands there. */
  const leaveFor = (page: (onShow: () => void) => void): void => {
    page(() => type('', false));
    // What is typed from now on is the amount.
    field.current?.blur();
  };
  const open = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return;
    leaveFor((onShow) => onOpen(hit, onShow));
  };
  const isOld = query.isPlaceholderData || query.isFetching;
  const openFirst = async (): Promise<void> => {
    if (searched === '') return;
    if (isOld) {
      await holdKeys(async () => {
        const found = (await hitsFor(searched)).find((hit) => !hit.isGuess);
        flushSync(() => open(found));
      });
    } else open(hits[active]);
  };

  const phone = wholePhone(searched);
  /** By the number that was typed; what is none is typed over. */
  const openWalkIn = async (): Promise<void> => {
    if (phone === null) {
      field.current?.select();
      return;
    }
    const serve = (found: readonly SearchHit[]): void => {
      if (!isKnown(found)) leaveFor((onShow) => onWalkIn(phone, onShow));
    };
    if (isOld) {
      await holdKeys(async () => {
        const found = await hitsFor(searched);
        flushSync(() => serve(found));
      });
    } else serve(hits);
  };

  useImperativeHandle(ref, () => ({
    lookUp(given) {
      type(given, false);
      field.current?.focus();
    },
    openFirst: () => void openFirst(),
  }));

  useKeys((press) => {
    const isCall = press.key === COUNTER_KEYS.search || (press.key === '/' && press.field === null);
    if (!isCall || press.ctrl || press.alt) return false;
    field.current?.focus();
    field.current?.select();
    return true;
  });

  /** True when the key was one of the list's. */
  const onListKey = (key: string, hasAlt: boolean): boolean => {
    if (hasAlt && key === '0') void openWalkIn();
    else if (hasAlt) {
      if (!/^[1-9]$/.test(key) || hits.length === 0) return false;
      open(hits[Number(key) - 1]);
    } else if (key === 'ArrowDown' && hits.length > 0) {
      setChosen(Math.min(active + 1, hits.length - 1));
    } else if (key === 'ArrowUp' && hits.length > 0) setChosen(Math.max(active - 1, 0));
    else if (key === 'Enter') void openFirst();
    else if (key === 'Escape') {
      if (text === '') onLeave();
      else type('', false);
    } else return false;
    return true;
  };

  const isListShown = searched !== '' && answer !== undefined;
  // While the customers' data are locked, everybody is served by the number.
  const canWalkIn = answer?.ok === true || (answer?.ok === false && LOCKED.has(answer.error.type));
  return (
    <div className={styles['find']} role="search">
      <label className={styles['box']}>
        <span className="visually-hidden">{t('find.label')}</span>
        <input
          ref={field}
          className={styles['input']}
          role="combobox"
          data-field="search"
          aria-expanded={isListShown && hits.length > 0}
          aria-controls={LIST_ID}
          aria-autocomplete="list"
          aria-activedescendant={hits[active] === undefined ? undefined : hitId(hits[active].id)}
          placeholder={t(hasCustomer ? 'find.nextCustomer' : 'find.placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={SEARCH_TEXT_MAX}
          value={text}
          onChange={(event) =>
            type(event.target.value, (event.nativeEvent as InputEvent).isComposing)
          }
          onCompositionEnd={(event) => type(event.currentTarget.value, false)}
          onKeyDown={(event) => {
            if (isOfInputMethod(event.nativeEvent) || event.ctrlKey) return;
            if (onListKey(keyName(event.key, event.code, event.altKey), event.altKey)) {
              event.preventDefault();
            }
          }}
        />
        <KeyHint label={COUNTER_KEYS.search} />
      </label>
      {isListShown && (
        <div className={styles[hits.length > 0 ? 'panel' : 'note']} data-found>
          {isGuess && !query.isPlaceholderData && (
            <p className={styles['guess']} role="status">
              {t('find.guess', { text: searched })}
            </p>
          )}
          {answer.ok ? (
            <HitList
              id={LIST_ID}
              hits={hits}
              active={active}
              hasMore={answer.value.hasMore}
              hitId={hitId}
              onOpen={open}
            />
          ) : (
            <FailureText failure={answer.error} />
          )}
          {answer.ok && hits.length === 0 && !query.isPlaceholderData && (
            <NothingFound text={searched} />
          )}
          {canWalkIn && phone !== null && !isKnown(hits) && !query.isPlaceholderData && (
            <button type="button" className={styles['walkIn']} onClick={() => void openWalkIn()}>
              {t('walkIn.open')} <KeyHint label={COUNTER_KEYS.walkIn} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** The letters of an input method at work are pinyin, set apart as it likes; null: it has more than letters yet. */
export const composedPinyin = (value: string): string | null =>
  /^[a-zü' \u2019]+$/i.test(value) ? value.replaceAll(/['\s\u2019]/g, '') : null;

/** Somebody has exactly the number that was typed. */
const isKnown = (hits: readonly SearchHit[]): boolean =>
  hits.some(({ matchedBy, isGuess }) => matchedBy === 'phone' && !isGuess);

const hitId = (id: number): string => `hit-${id}`;

/** What else to try. */
function NothingFound({ text }: { readonly text: string }) {
  const { t } = useTranslation('counter');
  return (
    <div role="status">
      <EmptyState title={t('find.nothing', { text })}>
        <p>{t('find.tryDigits')}</p>
        <p>{t('find.tryName')}</p>
        <p>{t('find.tryOther')}</p>
        {wholePhone(text) === null && <p>{t('walkIn.how', { key: COUNTER_KEYS.walkIn })}</p>}
      </EmptyState>
    </div>
  );
}
