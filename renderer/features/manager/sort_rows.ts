// Rows in the order of one column; ties in the order of their ids, so that a refresh never shuffles them.

export type SortState = { readonly column: string; readonly isDescending: boolean };
type SortValue = number | string | null;

/** Unknown values stand last in either direction. Names are compared as people of the language would. */
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
