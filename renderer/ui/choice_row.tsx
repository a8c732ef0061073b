// A row of large choices, one key each: answers, reasons, dates.
import { KeyHint } from './key_hint.tsx';
import styles from './choice_row.module.css';

export type Choice<K extends string> = {
  readonly name: K;
  readonly key: string;
  readonly label: string;
};

export function ChoiceRow<K extends string>(props: {
  readonly title: string;
  readonly choices: readonly Choice<K>[];
  readonly onChoose: (name: K) => void;
  /** The choice that stands out. */
  readonly primary?: K;
}) {
  return (
    <div className={styles['row']}>
      <p className={styles['title']}>{props.title}</p>
      <div className={styles['choices']} role="group" aria-label={props.title}>
        {props.choices.map(({ name, key, label }) => (
          <button
            key={name}
            type="button"
            className={styles['choice']}
            data-primary={props.primary === name}
            aria-keyshortcuts={key}
            onClick={() => props.onChoose(name)}
          >
            <KeyHint label={key} />
            <span>{label}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
