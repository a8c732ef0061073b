// Before a computer is enrolled anew: what its earlier ledger alone holds goes to a stick for HQ.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import styles from './enrol_page.module.css';

export function SaveLedgers({ unsent }: { readonly unsent: number }) {
  const { t } = useTranslation('enrol');
  const shell = useShell();
  const save = useSend('enrol.save');
  const [isBusy, setIsBusy] = useState(false);

  const copy = async (): Promise<void> => {
    setIsBusy(true);
    if ((await shell.chooseStick()).chosen) await save.mutateAsync({});
    setIsBusy(false);
  };
  const saved = save.data?.ok === true ? save.data.value.count : 0;
  if (saved > 0) return <p role="status">{t('save.done', { count: saved })}</p>;
  if (unsent === 0) return null;
  return (
    <div className={styles['form']}>
      <p role="alert">{t('save.unsent', { count: unsent })}</p>
      {save.data?.ok === false && <FailureText failure={save.data.error} />}
      <Button size="md" loading={isBusy} onClick={() => void copy()}>
        {t('save.button')}
      </Button>
    </div>
  );
}
