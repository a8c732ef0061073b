// A paper for the customer before it is printed: as a slip or on A4. The errand goes on whatever the printer does.
import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { PaperChoice } from '#shared/contract/view_paper.ts';
import { paperQuery } from '#renderer/client/paper.ts';
import { useClient, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PAPER_KEYS } from '#renderer/ui/key_map.ts';
import { refusalDetail } from '#renderer/ui/refusal_detail.ts';
import { Sheet } from '#renderer/ui/sheet.tsx';
import { Slip } from '#renderer/ui/slip.tsx';
import { isOfInputMethod } from '#renderer/ui/use_keys.ts';
import styles from './paper_dialog.module.css';

type Form = 'slip' | 'sheet';

export function PaperDialog({
  choice,
  onClose,
}: {
  readonly choice: PaperChoice;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('paper');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState<Form>('slip');
  const { data } = useQuery(paperQuery(useClient(), choice));
  const shown = data?.ok === true ? data.value : null;
  const paper = shown?.paper ?? null;
  /** While the sheet is printed the page is not laid out, and loses the focus with it. */
  const takeKeys = (): void => dialog.current?.focus();
  const printing = usePrinting(choice, form, takeKeys);

  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    current?.focus();
    return () => current?.close();
  }, []);

  const choose = (next: Form): void => {
    setForm(next);
    printing.forget();
  };
  const press = (key: string): boolean => {
    if (key === 'Escape') onClose();
    else if (key === PAPER_KEYS.slip) choose('slip');
    else if (key === PAPER_KEYS.sheet) choose('sheet');
    else if (key === 'Enter' && paper !== null) void printing.print();
    else if (key === PAPER_KEYS.pdf.toLowerCase() && form === 'sheet') void printing.save();
    else return false;
    return true;
  };
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={`${id}-title`}
      data-testid="paper"
      tabIndex={-1}
      onKeyDown={(event) => {
        // Nothing behind the paper acts on its keys; the lock does.
        if (!(event.ctrlKey && event.key.toLowerCase() === 'l')) event.stopPropagation();
        const isOfButton = event.target instanceof HTMLButtonElement && event.key === 'Enter';
        if (isOfInputMethod(event.nativeEvent) || event.ctrlKey || event.altKey || isOfButton)
          return;
        if (!event.repeat && press(event.key.length === 1 ? event.key.toLowerCase() : event.key))
          event.preventDefault();
      }}
      onCancel={(event) => event.preventDefault()}
    >
      <header className={styles['head']}>
        <h2 id={`${id}-title`} className={styles['title']}>
          {t(choice.kind)}
        </h2>
        <div className={styles['forms']} role="group" aria-label={t('form')}>
          {(['slip', 'sheet'] as const).map((name) => (
            <button
              key={name}
              type="button"
              className={styles['form']}
              aria-pressed={form === name}
              onClick={() => choose(name)}
            >
              <KeyHint label={PAPER_KEYS[name]} /> {t(name)}
            </button>
          ))}
        </div>
      </header>
      <div className={styles['preview']} role="group" aria-label={t('preview')} tabIndex={0}>
        {data === undefined && <p role="status">{t('loading')}</p>}
        {data?.ok === false && <FailureText failure={data.error} />}
        {shown !== null &&
          (form === 'slip' ? (
            <Slip lines={shown.slip} qrLabel={t('qr')} />
          ) : (
            <Sheet paper={shown.paper} qrLabel={t('qr')} />
          ))}
      </div>
      <div className={styles['said']} role="status">
        {printing.said}
      </div>
      {printing.failure !== null && <FailureText failure={printing.failure} />}
      <div className={styles['buttons']}>
        <Button variant="default" onClick={onClose}>
          {t('close')}&ensp;
          <KeyHint label={PAPER_KEYS.back} />
        </Button>
        {form === 'sheet' && (
          <Button variant="default" disabled={paper === null} onClick={() => void printing.save()}>
            {t('pdf')}&ensp;
            <KeyHint label={PAPER_KEYS.pdf} />
          </Button>
        )}
        <Button
          disabled={paper === null}
          loading={printing.isBusy}
          onClick={() => void printing.print()}
        >
          {t('print')}&ensp;
          <KeyHint label={PAPER_KEYS.print} />
        </Button>
      </div>
      {paper !== null &&
        form === 'sheet' &&
        createPortal(
          <div data-print-sheet="">
            <Sheet paper={paper} qrLabel={t('qr')} />
          </div>,
          document.body,
        )}
    </dialog>
  );
}

/** What became of the last order to print. */
function usePrinting(choice: PaperChoice, form: Form, takeKeys: () => void) {
  const { t } = useTranslation('paper');
  const client = useClient();
  const shell = useShell();
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  /** The dialog may be closed before the printer answers. */
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const forget = (): void => {
    setSaid('');
    setFailure(null);
  };
  const print = async (): Promise<void> => {
    if (isBusy) return;
    forget();
    if (form === 'sheet') {
      setSaid(t('opened'));
      window.addEventListener('afterprint', takeKeys, { once: true });
      window.print();
      return;
    }
    setIsBusy(true);
    setSaid(t('printing'));
    const answer = await client.send('paper.print', choice);
    if (!isThere.current) return;
    setIsBusy(false);
    setSaid(answer.ok ? t('printed') : '');
    setFailure(answer.ok ? null : answer.error);
  };
  const save = async (): Promise<void> => {
    forget();
    try {
      const { path } = await shell.savePdf(`${t('fileName')}.pdf`, 'paper');
      if (path !== null && isThere.current) setSaid(t('saved', { path }));
    } catch (error) {
      setSaid(t('refused', { detail: refusalDetail(error) }));
    }
    takeKeys();
  };
  return { said, failure, isBusy, forget, print, save };
}
