// Enrolment without a line: a request to the stick, and another day HQ's answer from it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { TextField } from '#renderer/ui/text_field.tsx';
import { groupCode, plainCode, problemsOf, tidyBranch } from './enrol_form.ts';
import styles from './enrol_page.module.css';

export function StickEnrol() {
  const { t } = useTranslation(['enrol', 'stick']);
  const shell = useShell();
  const { info } = shell;
  const ask = useSend('enrol.ask');
  const answer = useSend('enrol.answer');
  const [branch, setBranch] = useState(info.enrolBranch ?? '');
  const [code, setCode] = useState(groupCode(info.enrolCode ?? ''));
  const [isChecked, setIsChecked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const form = { branch: tidyBranch(branch), code: plainCode(code) };
  const problems = isChecked ? problemsOf({ ...form, hubUrl: 'https://stick' }) : [];
  const withStick = async (work: () => Promise<Failure | null>): Promise<void> => {
    setIsChecked(true);
    if (isBusy || problemsOf({ ...form, hubUrl: 'https://stick' }).length > 0) return;
    setIsBusy(true);
    setIsAsked(false);
    setFailure(null);
    if ((await shell.chooseStick()).chosen) setFailure(await work());
    setIsBusy(false);
  };
  const writeRequest = (): Promise<void> =>
    withStick(async () => {
      const asked = await ask.mutateAsync(form);
      if (!asked.ok) return asked.error;
      setIsAsked(true);
      return null;
    });
  const readAnswer = (): Promise<void> =>
    withStick(async () => {
      const answered = await answer.mutateAsync({ code: form.code });
      return answered.ok ? null : answered.error;
    });

  return (
    <div className={styles['form']}>
      <TextField
        label={t('branch')}
        hint={t('branchHint')}
        problem={problems.includes('badBranch') ? t('badBranch') : null}
        value={branch}
        onChange={(text) => setBranch(tidyBranch(text))}
        isFocused={branch === ''}
      />
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        problem={problems.includes('badCode') ? t('badCode') : null}
        value={code}
        onChange={(text) => setCode(groupCode(text))}
        isFocused={branch !== ''}
      />
      {failure !== null && <FailureText failure={failure} />}
      {isAsked && <p role="status">{t('stick:enrol.asked')}</p>}
      {isBusy && <p role="status">{t('stick:working')}</p>}
      <Button size="md" disabled={isBusy} onClick={() => void writeRequest()}>
        {t('stick:enrol.ask')}
      </Button>
      <Button size="md" variant="default" disabled={isBusy} onClick={() => void readAnswer()}>
        {t('stick:enrol.answer')}
      </Button>
    </div>
  );
}
