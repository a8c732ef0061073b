// A file that a branch can send to whoever helps: it says of the machine and the line, and of no customer.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '#shared/contract/view_status.ts';
import { useShell } from '#renderer/client/services.tsx';
import { refusalDetail } from '#renderer/ui/refusal_detail.ts';
import styles from './settings_page.module.css';

export function SaveDiagnostics({ state }: { readonly state: AppState }) {
  const { t } = useTranslation('settings');
  const shell = useShell();
  const [said, setSaid] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const { path } = await shell.saveDiagnostics(fileName(state), factsOf(state));
      setSaid(path === null ? '' : t('diagnosticsSaved', { path }));
    } catch (error) {
      setSaid(t('diagnosticsFailed', { detail: refusalDetail(error) }));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <div className={styles['act']}>
      <Button variant="default" loading={isBusy} onClick={() => void save()}>
        {t('diagnosticsSave')}
      </Button>
      <p className={styles['note']}>{t('diagnosticsText')}</p>
      <span role="status" className="selectable">
        {said}
      </span>
    </div>
  );
}

const fileName = (state: AppState): string =>
  `counter-assist-${state.branch?.code ?? 'new'}-${state.device ?? 'device'}.txt`;

function factsOf(state: AppState): Record<string, string | number | null> {
  const { sync, keyStore, branch } = state;
  return {
    branch: branch?.code ?? null,
    device: state.device,
    phase: state.phase,
    customers: state.customers,
    keyStore: keyStore.backend,
    line: sync.line,
    trouble: sync.trouble,
    problem: sync.problem,
    refused: sync.refused,
    hub: sync.hubUrl,
    lastContact: sync.lastContact,
    dataAsOf: sync.asOf,
    unsent: sync.unsent,
    quarantined: sync.quarantined,
    missing: sync.missing,
  };
}
