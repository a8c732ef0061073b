// The counter: find the customer, say one sentence, record the answer, finish, next.
import { useTranslation } from 'react-i18next';
import { dayOfInstant } from '#shared/base/month.ts';
import type { Branch } from '#shared/model/branch.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { useNow } from '#renderer/ui/use_now.ts';
import styles from './counter_page.module.css';
import { CustomerPage } from './customer_page.tsx';
import { DoneToast } from './done_toast.tsx';
import { FindBox } from './find/find_box.tsx';
import { HowToSearch } from './find/how_to_search.tsx';
import { useCounter } from './use_counter.ts';

export function CounterPage({ branch }: { readonly branch: Branch }) {
  const { t } = useTranslation(['counter', 'common']);
  const { language, timeZone } = useLocale();
  const controls = useCounter();
  const { served, left, done } = controls.counter;
  const today = dayOfInstant(useNow(60_000), timeZone);

  // Nobody is being served: the message about the visit just done still takes its undo.
  useKeys((press) => {
    const isUndo = press.ctrl && press.key === 'z' && !hasText(press.field);
    if (!isUndo || done === null || served !== null) return false;
    void controls.undo();
    return true;
  });

  const toast = done !== null && (
    <DoneToast done={done} isSmall={served !== null} onUndo={() => void controls.undo()} />
  );
  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <h1 className={styles['brand']}>
          <strong>{t('common:product')}</strong>
          <span className={styles['branch']}>{localText(branch.name, language)}</span>
        </h1>
        <FindBox
          hasCustomer={served !== null}
          onOpen={(hit) => void controls.open(hit.id, hit.name)}
          onLeave={() => document.querySelector<HTMLElement>('[data-testid=errand]')?.focus()}
        />
        <div className={styles['side']}>
          {served !== null && toast}
          {left !== null && (
            <button type="button" className={styles['resume']} onClick={controls.resume}>
              {t('find.unfinished', { name: left.name })} · {t('find.resume')}
            </button>
          )}
        </div>
      </header>
      <div className={styles['body']}>
        {served === null ? (
          <HowToSearch />
        ) : (
          <CustomerPage key={served.key} served={served} controls={controls} today={today} />
        )}
      </div>
      {served === null && toast}
    </div>
  );
}

/** Ctrl+Z in a field with text in it is the field's own. */
const hasText = (field: string | null): boolean =>
  field !== null &&
  document.activeElement instanceof HTMLInputElement &&
  document.activeElement.value !== '';
