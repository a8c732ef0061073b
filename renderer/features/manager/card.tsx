// A titled card of the page, as HQ's page has it too.
import type { ReactNode } from 'react';
import styles from './manager_page.module.css';

export function Card(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles['card']} aria-labelledby={props.id}>
      <h2 id={props.id} className={styles['heading']}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
