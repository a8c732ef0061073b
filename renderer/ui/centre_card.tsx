// The one card in the middle of a page that asks a person for something: enrolling, waiting for data, signing in.
import type { ReactNode } from 'react';
import styles from './centre_card.module.css';

export function CentreCard({
  isWide = false,
  children,
}: {
  /** Room for tiles side by side. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['page']}>
      <div className={styles[isWide ? 'wide' : 'card']}>{children}</div>
    </div>
  );
}

export function CardTitle({ children }: { readonly children: ReactNode }) {
  return <h1 className={styles['title']}>{children}</h1>;
}

/** Something to mind, said calmly. */
export function CardNote({ children }: { readonly children: ReactNode }) {
  return <div className={styles['note']}>{children}</div>;
}
