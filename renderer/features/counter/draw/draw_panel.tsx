// The lottery after a finish: prizes and fingerprint first, then the customer's number, the result, its receipt. All by keyboard.
import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import { lotteryQuery } from '#renderer/client/lottery.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS, DRAW_KEYS } from '#renderer/ui/key_map.ts';
import { useComposed } from '#renderer/ui/use_composed.ts';
import { useKeys } from '#renderer/ui/use_keys.ts';
import type { DrawDesk } from '../desk/draw.ts';
import { DrawResult } from './draw_result.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { PrizeList } from './prize_list.tsx';
import styles from './draw_panel.module.css';

const NUMBER_FIELD = 'draw-number';

export function DrawPanel(props: {
  readonly desk: DrawDesk;
  readonly onType: (text: string) => void;
  readonly onDraw: (before: LotteryView | null) => void;
  readonly onAgain: () => void;
  readonly onEnd: () => void;
  readonly onPaper: () => void;
}) {
  const { t } = useTranslation(['draw', 'paper']);
  const { desk } = props;
  const { result } = desk;
  const { data } = useQuery(lotteryQuery(useClient(), desk.lottery));
  const [isFull, setFull] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const lottery = data?.ok === true ? data.value : null;
  const isAsking = result === null;

  // The field takes the focus by itself; a result has none.
  useEffect(() => {
    if (!isAsking) panel.current?.focus();
  }, [isAsking]);

  const goOn = (): void => {
    if (result === null) props.onDraw(lottery);
    else if (desk.left > 0) props.onAgain();
    else props.onEnd();
  };
  useKeys((press) => {
    if (press.ctrl || press.alt) return false;
    if (press.field !== null && press.field !== NUMBER_FIELD) return false;
    if (isAsking && press.field === null && /^\d$/.test(press.key)) {
      // The digit itself still goes into the field that has just got the focus.
      panel.current?.querySelector('input')?.focus();
      return false;
    }
    if (press.key === 'Enter') goOn();
    else if (press.key === 'Escape') props.onEnd();
    else if (press.key === DRAW_KEYS.full.toLowerCase()) setFull((last) => !last);
    else return false;
    return true;
  });

  return (
    <section
      ref={panel}
      className={styles['panel']}
      aria-label={t('title')}
      data-testid="draw"
      tabIndex={-1}
    >
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('of', { name: desk.name })}</h2>
        <p className={styles['left']} role="status">
          {desk.left === 0 ? t('finished') : t('left', { count: String(desk.left) })}
        </p>
      </header>
      {data?.ok === false && <FailureText failure={data.error} />}
      {result === null ? (
        <NumberForm desk={desk} onType={props.onType} onDraw={goOn} />
      ) : (
        <DrawResult result={result} isFull={isFull} />
      )}
      {desk.failure !== null && <FailureText failure={desk.failure} />}
      <div className={styles['buttons']}>
        {result !== null && (
          <Button onClick={goOn}>
            {t(desk.left > 0 ? 'again' : 'finished')}&ensp;
            <KeyHint label={COUNTER_KEYS.confirm} />
          </Button>
        )}
        {desk.left > 0 && (
          <Button variant="default" onClick={props.onEnd}>
            {t('later')}&ensp;
            <KeyHint label={DRAW_KEYS.later} />
          </Button>
        )}
        {result !== null && (
          <Button variant="default" onClick={props.onPaper}>
            {t('paper:receiptButton')}&ensp;
            <KeyHint label={COUNTER_KEYS.paper} />
          </Button>
        )}
        <Button variant="default" aria-pressed={isFull} onClick={() => setFull(!isFull)}>
          {t(isFull ? 'short' : 'full')}&ensp;
          <KeyHint label={DRAW_KEYS.full} />
        </Button>
      </div>
      {lottery !== null && (desk.left > 0 || result === null) && (
        <Fingerprint draw={lottery.nextDraw} print={lottery.commitment} isFull={isFull} />
      )}
      {lottery === null ? (
        data === undefined && <p role="status">{t('loading')}</p>
      ) : (
        <PrizeList lottery={lottery} />
      )}
    </section>
  );
}

function NumberForm(props: {
  readonly desk: DrawDesk;
  readonly onType: (text: string) => void;
  readonly onDraw: () => void;
}) {
  const { t } = useTranslation('draw');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { number, isBad } = props.desk;
  const typing = useComposed(number, props.onType);
  return (
    <div className={styles['form']}>
      <label className={styles['label']} htmlFor={NUMBER_FIELD}>
        {t('ask')}
      </label>
      <input
        ref={field}
        id={NUMBER_FIELD}
        data-field={NUMBER_FIELD}
        className={styles['number']}
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={isBad}
        aria-describedby="draw-hint"
        {...typing}
      />
      <Button size="md" onClick={props.onDraw}>
        {t('submit')}&ensp;
        <KeyHint label={COUNTER_KEYS.confirm} />
      </Button>
      <span
        id="draw-hint"
        className={styles[isBad ? 'problem' : 'hint']}
        role={isBad ? 'alert' : undefined}
      >
        {t(isBad ? 'bad' : 'askHint')}
      </span>
    </div>
  );
}
