// Name and password. What was wrong is not said; how long to wait is counted down.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HqFailure, HqSession } from '#shared/contract/view_hq.ts';
import { CardTitle, CentreCard } from '#renderer/ui/centre_card.tsx';
import { secondsLeft } from '#renderer/ui/format.ts';
import { TextField } from '#renderer/ui/text_field.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import { signIn } from './api.ts';
import styles from './sign_in_card.module.css';

const SECOND = 1_000;

export function SignInCard(props: {
  readonly isUnavailable: boolean;
  readonly onSignedIn: (session: HqSession) => void;
}) {
  const { t } = useTranslation('hq');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<HqFailure | null>(
    props.isUnavailable ? { type: 'unavailable' } : null,
  );
  const [waitUntil, setWaitUntil] = useState(0);
  const now = useNow(waitUntil > 0 ? SECOND : 0);
  const left = waitUntil > 0 ? secondsLeft(waitUntil, now) : 0;
  const canSend = !isBusy && left === 0 && name.trim() !== '' && password !== '';

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!canSend) return;
    setIsBusy(true);
    const answer = await signIn(name, password);
    setIsBusy(false);
    if (answer.ok) {
      props.onSignedIn(answer.value);
      return;
    }
    setFailure(answer.error);
    setPassword('');
    setWaitUntil(answer.error.type === 'wait' ? Date.now() + answer.error.retryAfterMs : 0);
  };

  const problem = (): string | null => {
    if (isBusy || failure === null) return null;
    if (failure.type === 'wait') return left > 0 ? t('signIn.wait', { seconds: left }) : null;
    return t(failure.type === 'unavailable' ? 'signIn.unavailable' : 'signIn.wrong');
  };
  return (
    <CentreCard>
      <CardTitle>{t('signIn.title')}</CardTitle>
      <form className={styles['form']} onSubmit={(event) => void send(event)}>
        <TextField
          label={t('signIn.name')}
          hint={t('signIn.hint')}
          problem={null}
          value={name}
          onChange={setName}
          autoComplete="username"
          isFocused
        />
        <TextField
          label={t('signIn.password')}
          problem={null}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isPassword
        />
        <p role="alert" className={styles['problem']}>
          {problem()}
        </p>
        <button type="submit" className={styles['submit']} disabled={!canSend}>
          {isBusy ? t('signIn.busy') : t('signIn.submit')}
        </button>
      </form>
    </CentreCard>
  );
}
