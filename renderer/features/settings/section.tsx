// The parts of the settings page: a titled section, and one of several choices.
import type { ReactNode } from 'react';
import styles from './settings_page.module.css';

export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>{title}</h2>
      {children}
    </section>
  );
}

export function Choice(props: {
  readonly label: string;
  /** Of the label, where it is not the page's. */
  readonly lang?: string;
  readonly isChosen: boolean;
  /** Chosen once more it does something still. */
  readonly isRepeatable?: boolean;
  /** The administrator chose. */
  readonly isFixed?: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      lang={props.lang}
      className={styles['choice']}
      aria-pressed={props.isChosen}
      disabled={props.isFixed === true}
      onClick={() => {
        if (!props.isChosen || props.isRepeatable === true) props.onChoose();
      }}
    >
      {props.label}
    </button>
  );
}
