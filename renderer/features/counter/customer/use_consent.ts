// Noting that a customer wants nothing recommended, or takes it back: asked first, noted by a second press.
import { useEffect, useState } from 'react';
import type { CustomerView } from '#shared/contract/view_customer.ts';

/** After that a second press asks anew. */
const ASKED_MS = 10_000;

export type ConsentDesk = {
  /** `said`: noted at this counter just now. */
  readonly step: 'rest' | 'asked' | 'said';
  readonly press: () => void;
};

/** @param by undefined: the customer's page is not there yet */
export function useConsent(
  by: CustomerView['optedOutBy'] | undefined,
  note: (optedOut: boolean) => Promise<boolean>,
): ConsentDesk {
  const [step, setStep] = useState<ConsentDesk['step']>('rest');

  useEffect(() => {
    if (step !== 'asked') return undefined;
    const timer = setTimeout(() => setStep('rest'), ASKED_MS);
    return () => clearTimeout(timer);
  }, [step]);

  const press = async (): Promise<void> => {
    if (by === undefined || by === 'hq') return;
    if (step === 'asked') setStep((await note(by === null)) ? 'said' : 'rest');
    else setStep('asked');
  };
  return { step, press: () => void press() };
}
