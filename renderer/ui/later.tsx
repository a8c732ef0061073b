// Parts of a page below what is read first: made once the first picture is out, with all that they show. Nothing may stand
// below them, so that nothing moves when they come.
import { type ReactNode, startTransition, useEffect, useEffectEvent, useState } from 'react';
import { afterFrame } from './after_frame.ts';

export function Later(props: {
  /** Asks for what they show; asked once. */
  readonly ask: () => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const [isDue, setIsDue] = useState(false);
  const ask = useEffectEvent(async () => {
    await props.ask();
    startTransition(() => setIsDue(true));
  });
  useEffect(() => afterFrame(() => void ask()), []);
  return isDue ? props.children : null;
}
