// The head of a column by which a table can be sorted.
import styles from './sort_head.module.css';

export type SortState = { readonly column: string; readonly isDescending: boolean };

export function SortHead(props: {
  readonly column: string;
  readonly header: string;
  readonly sort: SortState;
  readonly className: string | undefined;
  readonly title: string | undefined;
  readonly onSort: () => void;
}) {
  const { sort } = props;
  const isSorted = props.column === sort.column;
  return (
    <th
      scope="col"
      className={props.className}
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className={styles['sort']} title={props.title} onClick={props.onSort}>
        {props.header}
        <span className={styles['arrow']} aria-hidden="true">
          {isSorted ? (sort.isDescending ? '▼' : '▲') : ''}
        </span>
      </button>
    </th>
  );
}
