// Language, size and screens, and what there is to know about this computer: its enrolment, its key, its lock.
import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '#shared/contract/view_status.ts';
import { useSend, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { ageText, dayText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import { machineQuery } from '#renderer/client/machine.ts';
import { AdminSettings } from './admin_settings.tsx';
import { LockTime } from './lock_time.tsx';
import { Neighbours } from './neighbours.tsx';
import { SaveDiagnostics } from './save_diagnostics.tsx';
import { DisplayChoice, TextSizeChoice } from './machine_settings.tsx';
import { PrinterSettings } from './printer_settings.tsx';
import { Choice, Section } from './section.tsx';
import { Train } from './train.tsx';
import { Updates } from './updates.tsx';
import styles from './settings_page.module.css';

export function SettingsPage({
  state,
  onLanguage,
}: {
  readonly state: AppState;
  readonly onLanguage: () => void;
}) {
  const { t } = useTranslation(['settings', 'common']);
  const { language } = useLocale();
  const { data: machine } = useQuery(machineQuery(useShell()));
  const admin = machine?.admin ?? null;
  const isManager = state.session?.role === 'manager';
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <h1 className={styles['title']}>{t('title')}</h1>
        <div className={styles['choices']} role="group" aria-label={t('language')}>
          <Choice label="中文" lang="zh-CN" isChosen={language === 'zh-CN'} onChoose={onLanguage} />
          <Choice label="English" lang="en" isChosen={language === 'en'} onChoose={onLanguage} />
        </div>
        <h2 className={styles['heading']}>{t('textSize')}</h2>
        <TextSizeChoice />
      </div>
      <div className={styles['columns']}>
        <Section title={t('display')}>
          <DisplayChoice />
        </Section>
        <Section title={t('printer.title')}>
          <PrinterSettings
            printer={state.printer}
            isManager={isManager && admin?.set.printer === undefined}
          />
        </Section>
        <Section title={t('help')}>
          <SaveDiagnostics state={state} />
        </Section>
        <Section title={t('update.title')}>
          <Updates isManager={isManager} />
        </Section>
        <Section title={t('device')}>
          <DeviceFacts state={state} />
        </Section>
        <Section title={t('common:training.title')}>
          <Train isTraining={state.isTraining} />
        </Section>
        {state.neighbours !== null && (
          <Section title={t('neighbours.title')}>
            <Neighbours status={state.neighbours} isManager={isManager} />
          </Section>
        )}
        {admin !== null && admin.path !== null && (
          <Section title={t('admin.title')}>
            <AdminSettings admin={admin} />
          </Section>
        )}
        <Section title={t('security')}>
          <dl className={styles['facts']}>
            <Fact term={t('keyStore')}>
              {t(state.keyStore.isProtected ? 'protected' : 'unprotected', {
                backend: state.keyStore.backend,
              })}
            </Fact>
            <Fact term={t('lock')}>
              <LockTime state={state} />
            </Fact>
            <Fact term={t('masked')}>{t('maskedText')}</Fact>
          </dl>
          {!state.keyStore.isProtected && (
            <p className={styles['warning']}>{t('unprotectedWhy')}</p>
          )}
        </Section>
      </div>
    </div>
  );
}

function DeviceFacts({ state }: { readonly state: AppState }) {
  const { t } = useTranslation(['settings', 'common']);
  const { language } = useLocale();
  const now = useNow(20_000);
  const { sync, branch } = state;
  return (
    <dl className={styles['facts']}>
      <Fact term={t('branch')}>
        {branch === null
          ? t('common:unknown')
          : `${localText(branch.name, language)} ${branch.code}`}
      </Fact>
      <Fact term={t('deviceId')}>{state.device ?? t('common:unknown')}</Fact>
      <Fact term={t('hub')}>
        {sync.hubUrl ?? t(state.device === null ? 'common:unknown' : 'common:status.byStick')}
      </Fact>
      <Fact term={t('customers')}>{state.customers.toLocaleString('en')}</Fact>
      <Fact term={t('dataAsOf')}>
        {sync.asOf === null ? t('common:unknown') : dayText(sync.asOf, language)}
      </Fact>
      <Fact term={t('lastContact')}>
        <div className={styles['sync']}>
          {sync.lastContact === null
            ? t('never')
            : t('ago', { age: ageText(now - sync.lastContact, language) })}
          <SyncNow />
        </div>
      </Fact>
    </dl>
  );
}

function SyncNow() {
  const { t } = useTranslation('settings');
  const sync = useSend('sync.now');
  return (
    <>
      <Button variant="default" loading={sync.isPending} onClick={() => sync.mutate({})}>
        {t('sync')}
      </Button>
      {sync.data?.ok === true && (
        <span role="status">{sync.data.value.problem ?? t('syncDone')}</span>
      )}
      {sync.data?.ok === false && <FailureText failure={sync.data.error} />}
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{term}</dt>
      <dd className="selectable">{children}</dd>
    </div>
  );
}
