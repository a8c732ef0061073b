// Cells of a sheet that are merged: the file tells their value in the first of them alone.
import type { LocalText } from '#shared/model/text.ts';
import type { CellNote, SourceRow } from '#hub/import/source.ts';
import { readXml, XmlBroken } from './xml.ts';
import type { ZipEntry } from './zip.ts';

/** Rows count from 1, columns from 0. */
type Merged = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/** More than anybody merges. */
const MOST_MERGED = 1_000_000;
const MOST_AT_ONCE = 16_384;

/**
 * In the order of their first rows. They stand behind the rows that they are of, so a sheet is unpacked once more to see
 * whether it has any; the few that have are read twice.
 * @throws XmlBroken when there are more than anybody merges
 */
export async function readMerged(entry: ZipEntry): Promise<readonly Merged[]> {
  if (!(await mentionsMerged(entry))) return [];
  const merged: Merged[] = [];
  for await (const events of readXml(entry.read())) {
    for (const event of events) {
      if (event.type !== 'open' || event.name !== 'mergeCell') continue;
      const range = rangeOf(event.attributes['ref'] ?? '');
      if (range && (range.bottom > range.top || range.right > range.left)) merged.push(range);
      if (merged.length > MOST_MERGED) throw new XmlBroken(TOO_MANY);
    }
  }
  const byTop = merged.toSorted((a, b) => a.top - b.top);
  // Each row is held against those that reach into it, of which a spreadsheet allows one a column.
  const bottoms = merged.map(({ bottom }) => bottom).toSorted((a, b) => a - b);
  let over = 0;
  for (const [index, { top }] of byTop.entries()) {
    while ((bottoms[over] ?? top) < top) over += 1;
    if (index + 1 - over > MOST_AT_ONCE) throw new XmlBroken(TOO_MANY);
  }
  return byTop;
}

const TOO_MANY = 'more merged cells than anybody has';
const WORD = Buffer.from('mergeCell');

async function mentionsMerged(entry: ZipEntry): Promise<boolean> {
  let end: Buffer = Buffer.alloc(0);
  for await (const chunk of entry.read()) {
    if (chunk.includes(WORD)) return true;
    const seam = Buffer.concat([end, chunk.subarray(0, WORD.length)]);
    if (seam.includes(WORD)) return true;
    end = chunk.subarray(-WORD.length);
  }
  return false;
}

/** Undefined for what is no range. */
function rangeOf(reference: string): Merged | undefined {
  const [, left = '', top, right = '', bottom] =
    /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference) ?? [];
  return top === undefined
    ? undefined
    : { top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) };
}

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const FILLED: LocalText = {
  zh: '一个值（这个单元格与上面或左边的合并了，文件里没有它自己的值；请取消合并、填满后再保存）',
  en: 'a value of its own (the cell is merged with the one above or beside it: unmerge it, fill it and save)',
};

/** Each blank cell of these but the first cannot be read: whether the value counts there too, nobody says. */
export function createMergedTest(merged: readonly Merged[]): (row: SourceRow) => SourceRow {
  let next = 0;
  let open: readonly Merged[] = [];
  return (row) => {
    if (next === merged.length && open.length === 0) return row;
    const begun: Merged[] = [];
    for (let range = merged[next]; range && range.top <= row.row; range = merged[(next += 1)])
      begun.push(range);
    open = [...open, ...begun].filter(({ bottom }) => bottom >= row.row);
    if (open.length === 0) return row;
    const notes = new Map<number, CellNote>(row.notes);
    for (const { top, left, right } of open) {
      const isFirst = row.row === top;
      if (isFirst && (row.cells[left] ?? '') === '') continue;
      for (let at = isFirst ? left + 1 : left; at <= right && at < row.cells.length; at += 1)
        if (row.cells[at] === '') notes.set(at, { fault: FILLED });
    }
    return { ...row, notes };
  };
}
