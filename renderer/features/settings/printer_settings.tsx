// Where this computer's slips are printed, and a slip to try it.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './settings_page.module.css';

export function PrinterSettings({
  printer,
  isManager,
}: {
  readonly printer: string | null;
  readonly isManager: boolean;
}) {
  const { t } = useTranslation('settings');
  return (
    <>
      <p className="selectable">
        {printer === null ? t('printer.none') : t('printer.at', { printer })}
        {!isManager && ` ${t('printer.onlyManager')}`}
      </p>
      {isManager && <Place printer={printer ?? ''} />}
      {printer !== null && <Trial />}
    </>
  );
}

function Place({ printer }: { readonly printer: string }) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(printer);
  const send = useSend('paper.printer');
  return (
    <form
      className={styles['facts']}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ printer: text.normalize('NFKC') });
      }}
    >
      <div className={styles['entry']}>
        <TextInput
          label={t('printer.place')}
          description={t('printer.how')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={send.isPending}>
          {t('printer.save')}
        </Button>
      </div>
      {send.data?.ok === true && <span role="status">{t('printer.saved')}</span>}
      {send.data?.ok === false && <FailureText failure={send.data.error} />}
    </form>
  );
}

function Trial() {
  const { t } = useTranslation('settings');
  const { language } = useLocale();
  const print = useSend('paper.print');
  return (
    <div className={styles['sync']}>
      <Button
        variant="default"
        loading={print.isPending}
        onClick={() => print.mutate({ kind: 'trial', language })}
      >
        {t('printer.trial')}
      </Button>
      {print.data?.ok === true && <span role="status">{t('printer.printed')}</span>}
      {print.data?.ok === false && <FailureText failure={print.data.error} />}
    </div>
  );
}
