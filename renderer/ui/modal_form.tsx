// A few fields in a dialog over the page: Enter sends them, Esc leaves, and nothing behind it acts on a key.
import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from './key_hint.tsx';
import styles from './modal_form.module.css';
import { isOfInputMethod } from './use_keys.ts';

export function ModalForm(props: {
  readonly title: string;
  readonly children: ReactNode;
  /** Words of the button that sends. */
  readonly submit: string;
  readonly isReady: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly testId: string;
}) {
  const { t } = useTranslation('common');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={`${id}-title`}
      data-testid={props.testId}
      onKeyDown={(event) => {
        if (keepsKey(event)) event.stopPropagation();
        if (event.key !== 'Escape' || isOfInputMethod(event.nativeEvent)) return;
        event.preventDefault();
        props.onClose();
      }}
      onCancel={(event) => event.preventDefault()}
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (props.isReady) props.onSubmit();
        }}
      >
        <h2 id={`${id}-title`} className={styles['title']}>
          {props.title}
        </h2>
        {props.children}
        <div className={styles['buttons']}>
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}&ensp;
            <KeyHint label="Esc" />
          </Button>
          <Button type="submit" disabled={!props.isReady}>
            {props.submit}&ensp;
            <KeyHint label="Enter" />
          </Button>
        </div>
      </form>
    </dialog>
  );
}

/** The lock's key goes through. */
const keepsKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !((ctrlKey || metaKey) && key.toLowerCase() === 'l');
