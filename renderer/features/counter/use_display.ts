// The customer's screen follows the counter, and what is touched there is the customer's own answer.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { DisplaySays } from '#shared/contract/display_says.ts';
import type { Branch } from '#shared/model/branch.ts';
import { lotteryQuery } from '#renderer/client/lottery.ts';
import { useServices } from '#renderer/client/services.tsx';
import { useLocale } from '#renderer/ui/locale.tsx';
import type { CounterControls } from './desk/controls.ts';
import { displayShow, offerOnShow } from './desk/display_show.ts';
import { NO_DETAIL } from './desk/errand_keys.ts';

const THANKS_MS = 10_000;

export function useDisplay(controls: CounterControls, branch: Branch, isDrawing: boolean): void {
  const { client, display } = useServices();
  const { language, currency } = useLocale();
  const { counter } = controls;
  const { served, done, draw } = counter;
  const errand = served?.errand ?? null;

  const lotteryId = isDrawing
    ? (draw?.lottery ?? null)
    : errand === null
      ? null
      : (offerOnShow(errand)?.draws?.lottery ?? null);
  const { data } = useQuery({
    ...lotteryQuery(client, lotteryId ?? ''),
    enabled: lotteryId !== null,
  });

  const finish = done?.view.finished?.event ?? null;
  const [thanked, setThanked] = useState<string | null>(null);
  useEffect(() => {
    if (finish === null) return undefined;
    const timer = setTimeout(() => setThanked(finish), THANKS_MS);
    return () => clearTimeout(timer);
  }, [finish]);

  const show = displayShow(counter, {
    isDrawing,
    thanks: finish !== null && thanked !== finish,
    lottery: lotteryId !== null && data?.ok === true ? data.value : null,
  });
  useEffect(() => display.show({ language, currency, branch: branch.name, show }));
  // Whatever takes the counter off the screen (a lock, another page) takes the offer away as well.
  useEffect(() => () => display.blank(), [display]);

  const hear = useEffectEvent(({ key, says }: DisplaySays) => {
    if (show.kind !== 'offer' || show.key !== key || show.said !== null) return;
    if (says === 'no') controls.act({ type: 'touched-no' });
    else void controls.answer({ ...NO_DETAIL, answer: 'accepted', by: 'display' });
  });
  useEffect(() => display.onSays((says) => hear(says)), [display]);
}
