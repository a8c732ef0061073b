// Writes the day's report as CSV where the person says. A cancelled dialog is not a failure.
import { useState } from 'react';
import type { Day } from '#shared/base/month.ts';
import { useShell, useSend } from '#renderer/client/services.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { useLocale } from '#renderer/ui/locale.tsx';

export type ExportOutcome =
  | { readonly state: 'idle' }
  | { readonly state: 'busy' }
  | { readonly state: 'saved'; readonly path: string | null }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** The report was made, but the file could not be written. */
  | { readonly state: 'refused'; readonly detail: string };

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
    const { fileName, text } = answer.value;
    try {
      const { saved, path } = await shell.saveText(fileName, text);
      setOutcome(saved ? { state: 'saved', path } : { state: 'idle' });
    } catch (error) {
      setOutcome({ state: 'refused', detail: refusalDetail(error) });
    }
  };
  return { outcome, save };
}

/** The system's own words: Electron puts the channel's name before them. */
export const refusalDetail = (error: unknown): string =>
  String(error).replace(/^(.*: )?Error: /, '');
