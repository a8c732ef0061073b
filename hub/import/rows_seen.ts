// Counts what is said of rows that are not imported: bad ones by kind, totals and notes by row.
import type { BadCell } from './record.ts';

const SHOWN = 20;

/** Bad cells of one column that ought to be the same thing. */
export type BadKind = {
  readonly column: string;
  readonly expected: BadCell['expected'];
  readonly count: number;
  readonly first: Pick<BadCell, 'row' | 'value'>;
};

export interface BadRowsSeen {
  readonly add: (cells: readonly BadCell[]) => void;
  /** Rows, not cells. */
  readonly count: () => number;
  readonly first: () => readonly BadCell[];
  /** The most frequent first. */
  readonly kinds: () => readonly BadKind[];
}

export function createBadRows(): BadRowsSeen {
  const kinds = new Map<string, { -readonly [K in keyof BadKind]: BadKind[K] }>();
  const first: BadCell[] = [];
  let rows = 0;
  return {
    add(cells) {
      rows += 1;
      for (const cell of cells) {
        if (first.length < SHOWN) first.push(cell);
        // Which other row has the same key is no kind of its own.
        const key = `${cell.column}\n${cell.expected.en.replace(/\d+/g, '#')}`;
        const kind = kinds.get(key);
        if (kind) kind.count += 1;
        else {
          const { column, expected, row, value } = cell;
          kinds.set(key, { column, expected, count: 1, first: { row, value } });
        }
      }
    },
    count: () => rows,
    first: () => first,
    kinds: () => [...kinds.values()].toSorted((a, b) => b.count - a.count),
  };
}

type Skipped = { readonly row: number; readonly text: string };

export interface SkippedRows {
  readonly add: (row: number, text: string) => void;
  readonly list: () => { readonly rows: number; readonly first: readonly Skipped[] };
}

export function createSkippedRows(): SkippedRows {
  const first: Skipped[] = [];
  let rows = 0;
  return {
    add(row, text) {
      rows += 1;
      if (first.length < SHOWN) first.push({ row, text });
    },
    list: () => ({ rows, first }),
  };
}
