// Writes the day's report as CSV where the person says. A cancelled dialog is not a failure.
import { useState } from 'react';
import type { Day } from '#shared/base/month.ts';
import { useShell } from '#renderer/client/services.tsx';
import { useSend } from '#renderer/client/use_send.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { useLocale } from '#renderer/ui/locale.tsx';

export type ExportOutcome =
  | { readonly state: 'idle' }
  | { readonly state: 'busy' }
  | { readonly state: 'saved'; readonly path: string | null }
  | { readonly state: 'failed'; readonly failure: Failure };

export function useExport(day: Day): {
  readonly outcome: ExportOutcome;
  readonly save: () => Promise<void>;
} {
  const shell = useShell();
  const { language } = useLocale();
  const csv = useSend('report.csv');
  const [outcome, setOutcome] = useState<ExportOutcome>({ state: 'idle' });
  const save = async (): Promise<void> => {
    if (outcome.state === 'busy') return;
    setOutcome({ state: 'busy' });
    const answer = await csv.mutateAsync({ day, language });
    if (!answer.ok) {
      setOutcome({ state: 'failed', failure: answer.error });
      return;
    }
    const { saved, path } = await shell.saveText(answer.value.fileName, answer.value.text);
    setOutcome(saved ? { state: 'saved', path } : { state: 'idle' });
  };
  return { outcome, save };
}
