// What a customer has (broadband, a contract, a star), read from a column of words.
import { findColumns, wordTable, type Binder, type RowCells } from './column_slot.ts';
import { parseCells } from './cell.ts';
import type { HoldingSpec } from './map.ts';
import type { BadCell, HeldRecord } from './record.ts';

/** Undefined: the customer has none of the codes; `open`: a blank cell does not say. */
type HoldingSlot = (cells: RowCells, bad: BadCell[]) => HeldRecord | 'open' | undefined;

export type BoundHolding = { readonly codes: readonly string[]; readonly slot: HoldingSlot };

/** A message names no more of the words than a person reads. */
const MOST_WORDS = 12;

export function bindHolding(binder: Binder, spec: HoldingSpec): BoundHolding | undefined {
  const [index] = findColumns(binder, 'holdings', spec) ?? [];
  if (index === undefined) return undefined;
  const until = spec.until && { ...spec.until, optional: false };
  const [untilIndex] = (until && findColumns(binder, 'holdings', until)) ?? [];
  const words = wordTable(spec.values);
  const shown = [...words.keys()].slice(0, MOST_WORDS);
  const more = words.size > MOST_WORDS ? ` … (${words.size})` : '';
  const slot: HoldingSlot = ({ row, cells, notes }, bad) => {
    const text = cells[index] ?? '';
    const fault = notes?.get(index)?.fault;
    const isBlank = text === '' && fault === undefined && !words.has('');
    if (isBlank && spec.blank !== 'none') return 'open';
    const held = isBlank ? null : words.has(text) ? words.get(text) : spec.otherwise;
    if (fault || held === undefined) {
      const expected = fault ?? {
        zh: `以下之一：${shown.join('、')}${more}`,
        en: `one of: ${shown.join(', ')}${more}`,
      };
      bad.push({ row, column: spec.column, value: text, expected });
    }
    if (!held) return undefined;
    const { code, name } = held;
    const holding = { code, nameZh: name.zh, nameEn: name.en };
    const untilText = untilIndex === undefined ? '' : (cells[untilIndex] ?? '');
    const untilFault = untilIndex === undefined ? undefined : notes?.get(untilIndex)?.fault;
    if (untilText === '' && untilFault === undefined) return { ...holding, until: null };
    const parsed = untilFault
      ? { expected: untilFault }
      : parseCells([untilText], {
          kind: 'end-day',
          unit: undefined,
          format: spec.until?.format ?? 'auto',
          asOf: binder.asOf,
          noEnd: binder.map.no_end,
        });
    if ('value' in parsed) return { ...holding, until: parsed.value as string | null };
    const { expected } = parsed;
    bad.push({ row, column: spec.until?.column ?? '', value: untilText, expected });
    return undefined;
  };
  const all = [...Object.values(spec.values), spec.otherwise];
  return { codes: all.flatMap((held) => (held ? [held.code] : [])), slot };
}
