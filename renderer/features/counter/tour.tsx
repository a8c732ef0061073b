// For who works here the first time: the six steps of an errand, one at a time, where the first customer will stand.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '#renderer/client/services.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PAGE_KEYS, TOUR_KEYS } from '#renderer/ui/key_map.ts';
import { ERRAND_STEPS, StepPicture } from '#renderer/ui/step_picture.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import styles from './tour.module.css';

/** It takes no key that types: who knows the way types the first customer over it. */
export function Tour() {
  const { t } = useTranslation(['counter', 'help', 'common']);
  const [at, setAt] = useState(0);
  const end = useSend('session.tour-done');
  const train = useSend('session.train');
  const step = ERRAND_STEPS[at] ?? 'find';
  const isLast = at === ERRAND_STEPS.length - 1;
  const next = (): void => (isLast ? end.mutate({}) : setAt(at + 1));
  useKeys((press) => {
    if (press.ctrl || press.alt || (press.field !== null && press.field !== 'search')) return false;
    if (press.field === 'search' && isTyped()) return false;
    if (press.key === 'PageDown') next();
    else if (press.key === 'PageUp') setAt(Math.max(0, at - 1));
    else if (press.key === TOUR_KEYS.skip) end.mutate({});
    else return false;
    return true;
  });
  return (
    <section className={styles['tour']} aria-label={t('tour.title')} data-testid="tour">
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('tour.title')}</h2>
        <span className={styles['place']}>
          {at + 1} / {ERRAND_STEPS.length}
        </span>
      </header>
      <div className={styles['step']}>
        <StepPicture step={step} />
        <div role="status">
          <h3 className={styles['heading']}>{t(`help:steps.${step}.heading`)}</h3>
          <p className={styles['text']}>{t(`tour.${step}`)}</p>
        </div>
      </div>
      <div className={styles['buttons']}>
        <button type="button" className={styles['button']} onClick={() => end.mutate({})}>
          {t('tour.skip')} <KeyHint label={TOUR_KEYS.skip} />
        </button>
        <button
          type="button"
          className={styles['button']}
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
        >
          {t('tour.previous')} <KeyHint label={TOUR_KEYS.previous} />
        </button>
        {isLast && (
          <button
            type="button"
            className={styles['button']}
            onClick={() => {
              end.mutate({});
              train.mutate({ isOn: true });
            }}
          >
            {t('common:training.start')} <KeyHint label={PAGE_KEYS.train} />
          </button>
        )}
        <button type="button" className={styles['next']} onClick={next}>
          {t(isLast ? 'tour.done' : 'tour.next')} <KeyHint label={TOUR_KEYS.next} />
        </button>
      </div>
    </section>
  );
}

const isTyped = (): boolean =>
  document.activeElement instanceof HTMLInputElement && document.activeElement.value !== '';
