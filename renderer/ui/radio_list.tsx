// One of a few, by mouse or arrow keys.
import { useId } from 'react';
import styles from './radio_list.module.css';

export function RadioList<K extends string>(props: {
  readonly legend: string;
  readonly value: K | null;
  readonly choices: readonly {
    readonly name: K;
    readonly label: string;
    readonly note?: string;
    readonly isOpen: boolean;
  }[];
  readonly onChoose: (name: K) => void;
  /** Takes the focus as it comes: what it offers may come later than what stands around it. */
  readonly isFirst?: boolean;
}) {
  const group = useId();
  const first = props.isFirst ? props.choices.find(({ isOpen }) => isOpen)?.name : undefined;
  if (props.choices.length === 0) return null;
  return (
    <fieldset className={styles['list']}>
      <legend className={styles['legend']}>{props.legend}</legend>
      {props.choices.map(({ name, label, note, isOpen }) => (
        <label key={name} className={styles['choice']} data-open={isOpen}>
          <input
            ref={name === first ? focusOnce : undefined}
            type="radio"
            name={group}
            value={name}
            checked={name === props.value}
            disabled={!isOpen}
            onChange={() => props.onChoose(name)}
          />
          {label}
          {note !== undefined && <span className={styles['note']}>{note}</span>}
        </label>
      ))}
    </fieldset>
  );
}

const focusOnce = (choice: HTMLInputElement | null): void => choice?.focus();
