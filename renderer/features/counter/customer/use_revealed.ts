// What was deliberately shown of a customer: for ten seconds, then masked again. Each time is in the audit log.
import { useEffect, useState } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';

const SHOWN_MS = 10_000;

type Revealed<T> = {
  readonly value: T;
  /** UTC ms */
  readonly until: number;
};

export type Reveal<T> = {
  readonly revealed: Revealed<T> | null;
  readonly failure: Failure | null;
  /** Shows, or masks at once what is shown. */
  readonly toggle: () => void;
  readonly forgetFailure: () => void;
};

export function useRevealed<T>(ask: () => Promise<Result<T, Failure>>): Reveal<T> {
  const [revealed, setRevealed] = useState<Revealed<T> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (revealed === null) return undefined;
    const timer = setTimeout(() => setRevealed(null), Math.max(0, revealed.until - Date.now()));
    return () => clearTimeout(timer);
  }, [revealed]);

  // A page that is hidden (locked, help) comes back masked.
  useEffect(() => () => setRevealed(null), []);

  const show = async (): Promise<void> => {
    const answer = await ask();
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setRevealed({ value: answer.value, until: Date.now() + SHOWN_MS });
  };
  return {
    revealed,
    failure,
    toggle: () => {
      if (revealed === null) void show();
      else setRevealed(null);
    },
    forgetFailure: () => setFailure(null),
  };
}
