// Writes the visits of a day or month, or the page as a PDF, where the person says. A cancelled dialog is not a failure.
import { useState } from 'react';
import type { Day, Month } from '#shared/base/month.ts';
import type { SavedFile } from '#shared/contract/shell.ts';
import { useShell, useSend } from '#renderer/client/services.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { refusalDetail } from '#renderer/ui/refusal_detail.ts';

export type ExportOutcome =
  | { readonly state: 'idle' }
  | { readonly state: 'busy' }
  | { readonly state: 'saved'; readonly path: string | null }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** The report was made, but the file could not be written. */
  | { readonly state: 'refused'; readonly detail: string };

export type ExportFormat = 'xlsx' | 'csv' | 'pdf';

/** Of a day or a month; a PDF is the page as it is shown. */
export function useExport(period: Day | Month): {
  readonly outcome: ExportOutcome;
  readonly save: (format: ExportFormat) => Promise<void>;
} {
  const shell = useShell();
  const { language } = useLocale();
  const file = useSend('report.file');
  const [outcome, setOutcome] = useState<ExportOutcome>({ state: 'idle' });
  const write = async (saving: Promise<SavedFile>): Promise<void> => {
    try {
      const { saved, path } = await saving;
      setOutcome(saved ? { state: 'saved', path } : { state: 'idle' });
    } catch (error) {
      setOutcome({ state: 'refused', detail: refusalDetail(error) });
    }
  };
  const save = async (format: ExportFormat): Promise<void> => {
    if (outcome.state === 'busy') return;
    setOutcome({ state: 'busy' });
    if (format === 'pdf') {
      await write(shell.savePdf(`${period}.pdf`, 'page'));
      return;
    }
    const answer = await file.mutateAsync({ period, format, language });
    if (answer.ok) await write(shell.saveFile(answer.value.fileName, answer.value.bytes));
    else setOutcome({ state: 'failed', failure: answer.error });
  };
  return { outcome, save };
}
