// Enrolment of this computer, first or again after its key was lost.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShell, useSend } from '#renderer/client/services.tsx';
import { CardNote, CardTitle, CentreCard } from '#renderer/ui/centre_card.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { TextField } from '#renderer/ui/text_field.tsx';
import { SaveLedgers } from './save_ledgers.tsx';
import { StickEnrol } from './stick_enrol.tsx';
import { groupCode, plainCode, problemsOf, tidyBranch, tidyHub } from './enrol_form.ts';
import styles from './enrol_page.module.css';

export function EnrolPage({
  isKeyLost,
  unsent,
}: {
  readonly isKeyLost: boolean;
  /** Entries of an earlier ledger of this computer that nobody else has. */
  readonly unsent: number;
}) {
  const { t } = useTranslation(['enrol', 'stick']);
  const [isByStick, setIsByStick] = useState(false);
  return (
    <CentreCard>
      <CardTitle>{t(isKeyLost ? 'keyLost.title' : 'title')}</CardTitle>
      {isKeyLost && (
        <CardNote>
          <p>{t('keyLost.why')}</p>
          <p>{t('keyLost.unsent')}</p>
        </CardNote>
      )}
      <SaveLedgers unsent={unsent} />
      <p className={styles['lead']}>{t(isByStick ? 'stick:enrol.lead' : 'lead')}</p>
      {isByStick ? <StickEnrol /> : <EnrolForm />}
      <Button variant="subtle" onClick={() => setIsByStick(!isByStick)}>
        {t(isByStick ? 'stick:enrol.hide' : 'stick:enrol.show')}
      </Button>
    </CentreCard>
  );
}

function EnrolForm() {
  const { t } = useTranslation('enrol');
  const { info } = useShell();
  const enrol = useSend('enrol.start');
  const [hubUrl, setHubUrl] = useState(info.hubUrl ?? '');
  const [branch, setBranch] = useState(info.enrolBranch ?? '');
  const [code, setCode] = useState(groupCode(info.enrolCode ?? ''));
  const [isChecked, setChecked] = useState(false);

  const form = { hubUrl: tidyHub(hubUrl), branch: tidyBranch(branch), code: plainCode(code) };
  const problems = isChecked ? problemsOf(form) : [];
  const submit = (): void => {
    setChecked(true);
    if (enrol.isPending || problemsOf(form).length > 0) return;
    setHubUrl(form.hubUrl);
    enrol.mutate(form);
  };
  const problem = (name: 'badHub' | 'badBranch' | 'badCode'): ReactNode =>
    problems.includes(name) ? t(name) : null;

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('hub')}
        hint={t('hubHint')}
        problem={problem('badHub')}
        value={hubUrl}
        onChange={setHubUrl}
        isFocused={hubUrl === ''}
      />
      <TextField
        label={t('branch')}
        hint={t('branchHint')}
        problem={problem('badBranch')}
        value={branch}
        onChange={(text) => setBranch(tidyBranch(text))}
        isFocused={hubUrl !== '' && branch === ''}
      />
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        problem={problem('badCode')}
        value={code}
        onChange={(text) => setCode(groupCode(text))}
        isFocused={hubUrl !== '' && branch !== ''}
      />
      {enrol.data?.ok === false && !enrol.isPending && <FailureText failure={enrol.data.error} />}
      <Button type="submit" size="md" loading={enrol.isPending}>
        {t('submit')}
      </Button>
      {enrol.isPending && <p role="status">{t('working')}</p>}
    </form>
  );
}
