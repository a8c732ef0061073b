// One line of text with its label, a hint, and what is wrong with it.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './text_field.module.css';
import { useComposed } from './use_composed.ts';

export function TextField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly problem: ReactNode;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Not shown as it is typed; the browser may keep it. */
  readonly isPassword?: boolean;
  /** What the browser may fill in. */
  readonly autoComplete?: 'username' | 'current-password';
  /** Takes the focus when it appears. */
  readonly isFocused?: boolean;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const takesFocus = useRef(props.isFocused);
  useEffect(() => {
    if (takesFocus.current === true) field.current?.focus();
  }, []);
  const hasProblem = props.problem !== null;
  const typing = useComposed(props.value, props.onChange);
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{props.label}</label>
      <input
        ref={field}
        id={id}
        className={styles['input']}
        type={props.isPassword === true ? 'password' : 'text'}
        autoComplete={props.autoComplete ?? 'off'}
        spellCheck={false}
        aria-invalid={hasProblem}
        aria-describedby={`${id}-hint`}
        {...typing}
      />
      <p id={`${id}-hint`} className={hasProblem ? styles['problem'] : styles['hint']}>
        {hasProblem ? props.problem : props.hint}
      </p>
    </div>
  );
}
