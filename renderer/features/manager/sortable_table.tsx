// A table of figures whose headers sort it, by mouse or keyboard.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '#renderer/ui/locale.tsx';
import { SortHead, type SortState } from './sort_head.tsx';
import styles from './table.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  /** What the column sorts by. */
  readonly value: (row: Row) => number | string | null;
  /** What is shown, where it differs. */
  readonly cell?: (row: Row) => ReactNode;
  readonly isFigure: boolean;
  /** Its differences are mostly chance: no order is made by it. */
  readonly isUnsorted?: boolean;
};

type SortableTableProps<Row> = {
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly initialSort: SortState;
  /** Cells of the row of totals, by column key. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
};

export function SortableTable<Row extends { readonly id: string }>({
  caption,
  columns,
  rows,
  initialSort,
  totals,
}: SortableTableProps<Row>) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const [sort, setSort] = useState(initialSort);
  const sorted = columns.find((column) => column.key === sort.column);
  const shown =
    sorted === undefined ? rows : sortRows(rows, sorted.value, sort.isDescending, language);
  const align = (column: Column<Row>) => (column.isFigure ? styles['figure'] : undefined);

  return (
    <table className={styles['table']}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) =>
            column.isUnsorted === true ? (
              <th key={column.key} scope="col" className={align(column)}>
                {column.header}
              </th>
            ) : (
              <SortHead
                key={column.key}
                column={column.key}
                header={column.header}
                sort={sort}
                className={align(column)}
                title={t('sortBy', { column: column.header })}
                onSort={() => setSort(nextSort(sort, column.key, column.isFigure))}
              />
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.id}>
            {columns.map((column, index) => {
              const content = column.cell === undefined ? column.value(row) : column.cell(row);
              return index === 0 ? (
                <th key={column.key} scope="row">
                  {content}
                </th>
              ) : (
                <td key={column.key} className={align(column)}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      {totals === undefined ? null : (
        <tfoot>
          <tr>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.key} scope="row">
                  {totals[column.key]}
                </th>
              ) : (
                <td key={column.key} className={align(column)}>
                  {totals[column.key]}
                </td>
              ),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

type SortValue = number | string | null;

/** Ties go by id, so that a refresh never shuffles rows. Unknown values stand last in either direction. Names are compared as people of the language would. */
export function sortRows<Row extends { readonly id: string }>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  isDescending: boolean,
  language: string,
): readonly Row[] {
  return rows.toSorted((a, b) => {
    const left = valueOf(a);
    const right = valueOf(b);
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else {
      const order =
        typeof left === 'number' && typeof right === 'number'
          ? left - right
          : String(left).localeCompare(String(right), language);
      if (order !== 0) return isDescending ? -order : order;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  });
}

/** The same column again turns the order; another one begins with what is asked most: figures from the top, names from A. */
export const nextSort = (sort: SortState, column: string, isFigure: boolean): SortState =>
  sort.column === column
    ? { column, isDescending: !sort.isDescending }
    : { column, isDescending: isFigure };
