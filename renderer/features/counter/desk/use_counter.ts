// The counter's state in the window, with the steps that change it.
import { useEffect, useReducer, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCustomerOnShow, useSayConsent, useServe } from '#renderer/client/customer.ts';
import { useDraw } from '#renderer/client/lottery.ts';
import { useClient } from '#renderer/client/services.tsx';
import { useWaiting } from '#renderer/client/waiting.ts';
import { type CounterControls, controlsOf } from './controls.ts';
import { newMemory } from './desk.ts';
import { counterReducer, emptyCounter } from './counter.ts';

/** A question that nobody answers goes away after that; the next press asks anew. */
const ASKED_MS = 10_000;

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const pressClock = (): number => performance.now();

export function useCounter(): CounterControls {
  const client = useClient();
  const drawOnce = useDraw();
  const sayConsent = useSayConsent();
  const serve = useServe();
  const customerOnShow = useCustomerOnShow();
  const [counter, dispatch] = useReducer(counterReducer, emptyCounter);
  const { served, done } = counter;
  const onCounter = served?.errand?.view.visit ?? null;
  const waiting = useWaiting(onCounter);
  const [memory] = useState(newMemory);

  const askedKey = served?.consent.isAsked === true ? served.key : null;
  useEffect(() => {
    if (askedKey === null) return undefined;
    const timer = setTimeout(
      () => dispatch({ type: 'consent', key: askedKey, action: { type: 'cancel' } }),
      ASKED_MS,
    );
    return () => clearTimeout(timer);
  }, [askedKey]);

  useEffect(() => {
    if (done === null) return undefined;
    const timer = setTimeout(
      () => dispatch({ type: 'forget-done' }),
      Math.max(0, done.until - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [done]);

  return controlsOf({
    counter,
    memory,
    dispatch,
    waiting,
    client,
    now: pressClock,
    after,
    atOnce: flushSync,
    drawOnce,
    sayConsent,
    serve,
    customerOnShow,
  });
}
