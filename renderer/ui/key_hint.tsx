// The key that does what a button does, shown beside its word.
import styles from './key_hint.module.css';

export function KeyHint({ label }: { readonly label: string }) {
  return (
    <kbd className={styles['key']} aria-hidden="true">
      {label}
    </kbd>
  );
}
