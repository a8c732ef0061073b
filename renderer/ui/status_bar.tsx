// The line at the foot of every page: state of the device in words, pages and their keys, who is signed in.
import { useTranslation } from 'react-i18next';
import type { AppState } from '#shared/contract/view_status.ts';
import { ageText, dayText } from './format.ts';
import { KeyHint } from './key_hint.tsx';
import { PAGE_KEYS } from './key_map.ts';
import { useLocale } from './locale.tsx';
import styles from './status_bar.module.css';
import { isWarning, statusWords, type StatusWord } from './status_words.ts';
import { useNow } from './use_now.ts';

export type PageName = 'counter' | 'visits' | 'manager' | 'settings' | 'help';

export function StatusBar(props: {
  readonly state: AppState;
  readonly page: PageName | null;
  /** Pages that may be chosen now, in the order of their keys. */
  readonly pages: readonly PageName[];
  readonly onPage: (page: PageName) => void;
  readonly onLanguage: () => void;
  readonly onLock: () => void;
}) {
  const { t } = useTranslation('common');
  const { state } = props;
  return (
    <footer className={styles['bar']}>
      <StatusLine state={state} />
      <nav className={styles['pages']} aria-label={t('nav.label')}>
        {props.pages.map((page) => (
          <button
            key={page}
            type="button"
            className={styles['button']}
            aria-current={props.page === page ? 'page' : undefined}
            onClick={() => props.onPage(page)}
          >
            {t(`nav.${page}`)} <KeyHint label={PAGE_KEYS[page]} />
          </button>
        ))}
        <button
          type="button"
          className={styles['button']}
          // The mouse leaves the focus where it was: who typed goes on typing.
          onMouseDown={(event) => event.preventDefault()}
          onClick={props.onLanguage}
        >
          {t('otherLanguage')}
        </button>
        {state.session !== null && (
          <>
            <span className={styles['who']}>
              {state.session.name} · {t(`role.${state.session.role}`)}
              {(state.session.failedBefore ?? 0) > 0 &&
                ` · ${t('failedBefore', { count: state.session.failedBefore })}`}
            </span>
            <button type="button" className={styles['button']} onClick={props.onLock}>
              {t('nav.lock')} <KeyHint label={PAGE_KEYS.lock} />
            </button>
          </>
        )}
      </nav>
    </footer>
  );
}

/** Before the state is known: nothing moves when it comes. */
export const StatusBarPlace = () => <footer className={styles['bar']} aria-busy="true" />;

function StatusLine({ state }: { readonly state: AppState }) {
  const { t } = useTranslation('common');
  const { language } = useLocale();
  const { unsent, due } = state.sync;
  const { isTraining } = state;
  const now = useNow(unsent > 0 ? 20_000 : due === null ? 0 : 60_000);
  const words = isTraining ? [] : statusWords(state.sync, state.keyStore.isProtected, now);
  const text = (item: StatusWord): string => {
    switch (item.word) {
      case 'asOf':
        return t('status.asOf', { day: dayText(item.day, language) });
      case 'oldest':
        return t('status.oldest', { age: ageText(item.ageMs, language) });
      case 'clockAhead':
      case 'clockBehind':
        return t(`status.${item.word}`, { by: ageText(item.byMs, language) });
      default:
        return t(`status.${item.word}`, item);
    }
  };
  return (
    <div className={styles['line']} role="status" aria-label={t('status.label')}>
      <ul className={styles['words']}>
        {isTraining && <li className={styles['word']}>{t('training.status')}</li>}
        {words.map((item) => (
          <li
            key={item.word}
            data-word={item.word}
            className={isWarning(item.word) ? styles['warning'] : styles['word']}
            title={item.word === 'offline' ? t('status.offlineHint') : text(item)}
          >
            {text(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}
