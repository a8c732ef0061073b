// A stick between this computer and HQ: what is on it, how old, for whom, and what to do next.
import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickFile, StickTaken, StickView } from '#shared/contract/view_stick.ts';
import { useSend, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { ageText, countText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { STICK_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import styles from './stick_dialog.module.css';
import tableStyles from './table.module.css';

type Done =
  | { readonly type: 'written'; readonly count: number }
  | { readonly type: 'taken'; readonly taken: StickTaken };

export function StickDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['stick', 'common']);
  const shell = useShell();
  const look = useSend('stick.look');
  const write = useSend('stick.write');
  const read = useSend('stick.read');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState<string | null>(null);
  const [view, setView] = useState<StickView | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const act = async (work: () => Promise<Failure | null>): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    setDone(null);
    setFailure(null);
    setFailure(await work());
    setIsBusy(false);
  };
  const choose = (): Promise<void> =>
    act(async () => {
      const stick = await shell.chooseStick();
      if (!stick.chosen) return null;
      setName(stick.name);
      setView(null);
      const seen = await look.mutateAsync({});
      if (!seen.ok) return seen.error;
      setView(seen.value);
      return null;
    });
  const writeNow = (): Promise<void> =>
    act(async () => {
      const written = await write.mutateAsync({});
      if (!written.ok) return written.error;
      setView(written.value.stick);
      setDone({ type: 'written', count: written.value.count });
      return null;
    });
  const readNow = (): Promise<void> =>
    act(async () => {
      const taken = await read.mutateAsync({});
      if (!taken.ok) return taken.error;
      setView(taken.value.stick);
      setDone({ type: 'taken', taken: taken.value });
      return null;
    });

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const onKey = (event: KeyboardEvent): void => {
    if (!((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'l')) {
      event.stopPropagation();
    }
    if (event.ctrlKey || event.altKey || event.repeat) return;
    const action = {
      [STICK_KEYS.write]: name === null ? undefined : writeNow,
      [STICK_KEYS.read]: name === null ? undefined : readNow,
      [STICK_KEYS.another]: choose,
      Escape: isBusy ? undefined : onClose,
    }[event.key];
    if (action === undefined) return;
    event.preventDefault();
    void action();
  };

  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={`${id}-title`}
      data-testid="stick"
      onKeyDown={onKey}
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles['body']}>
        <h2 id={`${id}-title`} className={styles['title']}>
          {t('title')}
        </h2>
        <p className={styles['note']}>{t('lead')}</p>
        <p className={styles['note']}>{name === null ? t('none') : t('chosen', { name })}</p>
        {view !== null && <Waiting view={view} />}
        {view !== null && <Files files={view.files} />}
        {isBusy && <p role="status">{t('working')}</p>}
        {done !== null && <Outcome done={done} />}
        {failure !== null && <FailureText failure={failure} />}
        {view !== null && done?.type !== 'written' && (
          <p className={styles['next']} data-testid="stick-next">
            {t(`next.${view.next}`)}
          </p>
        )}
        {/* Never disabled: a button that loses the focus would take the keys away with it. */}
        <div className={styles['buttons']}>
          <Button variant="default" onClick={isBusy ? undefined : onClose}>
            {t('common:close')}&ensp;
            <KeyHint label={STICK_KEYS.back} />
          </Button>
          <Button
            variant={name === null ? 'filled' : 'default'}
            autoFocus
            onClick={() => void choose()}
          >
            {t(name === null ? 'choose' : 'another')}&ensp;
            <KeyHint label={STICK_KEYS.another} />
          </Button>
          {name !== null && (
            <>
              <Button
                variant={view?.next === 'read' ? 'filled' : 'default'}
                onClick={() => void readNow()}
              >
                {t('read')}&ensp;
                <KeyHint label={STICK_KEYS.read} />
              </Button>
              <Button
                variant={view?.next === 'write' ? 'filled' : 'default'}
                onClick={() => void writeNow()}
              >
                {t('write')}&ensp;
                <KeyHint label={STICK_KEYS.write} />
              </Button>
            </>
          )}
        </div>
      </div>
    </dialog>
  );
}

function Waiting({ view: { unsent, unsaved } }: { readonly view: StickView }) {
  const { t } = useTranslation('stick');
  if (unsent === 0) return <p className={styles['note']}>{t('allSent')}</p>;
  return (
    <p className={styles['note']}>
      {unsaved === 0
        ? t('saved', { count: unsent })
        : `${t('waiting', { count: unsent })} ${t('unsaved', { count: unsaved })}`}
    </p>
  );
}

function Files({ files }: { readonly files: readonly StickFile[] }) {
  const { t } = useTranslation('stick');
  const { language } = useLocale();
  const now = useNow(20_000);
  if (files.length === 0) return <p className={styles['note']}>{t('empty')}</p>;
  const whose = ({ whose: of, branch, deviceName }: StickFile): string => {
    if (branch === null) return '';
    if (of === 'own') return t('own');
    if (of === 'other-hub') return t('otherHub');
    const name = deviceName ?? '';
    return of === 'branch' ? t('branch', { name }) : t('otherBranch', { branch, name });
  };
  return (
    <table className={tableStyles['table']} aria-label={t('table')}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('whose')}</th>
          <th scope="col">{t('at')}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file, index) => (
          <tr key={`${file.kind}-${file.at ?? index}-${file.deviceName ?? ''}`}>
            <th scope="row">
              {t(`kind.${file.kind}`)}
              {file.count !== null && ` · ${t('entries', { count: file.count })}`}
            </th>
            <td>{whose(file)}</td>
            <td>{file.at === null ? '' : t('age', { age: ageText(now - file.at, language) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome({ done }: { readonly done: Done }) {
  const { t } = useTranslation('stick');
  if (done.type === 'written') return <p role="status">{t('written', { count: done.count })}</p>;
  const { receipts, from, to, isOlder, isSentAgain } = done.taken;
  const slots = { receipts: countText(receipts), from, to };
  const word = isOlder ? 'takenOlder' : from === to ? 'takenSame' : 'taken';
  return (
    <p role="status">
      {t(word, slots)} {isSentAgain && t('sentAgain')}
    </p>
  );
}
