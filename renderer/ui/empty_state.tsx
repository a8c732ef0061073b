// A calm page part with nothing in it: what it is, and what to do next.
import type { ReactNode } from 'react';
import styles from './empty_state.module.css';

export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles['empty']}>
      <h2 className={styles['title']}>{title}</h2>
      {children}
    </div>
  );
}
