// A table as a workbook, written as different programs write them, sometimes damaged.
import { daysBetween, day } from '#shared/base/month.ts';
import { workbookOf } from '#hub/import/test_workbook.ts';
import type { QuirkFile } from './as_csv.ts';
import { chooseHabits, FORMATS, partsOf, type Habits } from './habits.ts';
import type { Random } from './random.ts';
import type { QuirkCell } from './cell.ts';
import type { QuirkTable } from './table.ts';

const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_');

const columnName = (index: number): string =>
  (index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '') +
  String.fromCharCode(65 + (index % 26));

export function asWorkbook(table: QuirkTable, random: Random): QuirkFile {
  const habits = chooseHabits(random);
  const strings: string[] = [];
  const { columns, meant, title, total } = table;
  // Rows that hold nothing are left out by some and written by others.
  const gap = random.chance(0.1) ? random.int(3) : 0;
  const headerRow = (title === undefined ? 1 : 2) + gap;
  const firstRow = headerRow + 1;
  const line = (row: number, cells: readonly QuirkCell[]): string => {
    const written = cells.map((cell, at) =>
      writeCell(cell, columnName(at) + row, habits, random, strings),
    );
    const inOrder = habits.hasReferences && random.chance(0.03) ? written.toReversed() : written;
    const reference = habits.hasReferences || row === headerRow ? ` r="${row}"` : '';
    const more = random.pick([
      ' spans="1:9"',
      ' hidden="1"',
      ' ht="14" customHeight="1"',
      '',
      '',
      '',
    ]);
    return habits.tag('row', reference + more, inOrder.join(''));
  };
  const rows = [
    ...(title === undefined ? [] : [line(1, [{ text: title }])]),
    ...(random.chance(0.5) && gap > 0 ? [habits.tag('row', ` r="${headerRow - 1}"`, '')] : []),
    line(
      headerRow,
      columns.map(({ header: text }) => ({ text })),
    ),
    ...meant.map((_, row) =>
      line(
        firstRow + row,
        columns.map(({ cells }) => cells[row] ?? { text: '' }),
      ),
    ),
    ...(total
      ? [
          line(
            firstRow + meant.length,
            total.map((text) => ({ text })),
          ),
        ]
      : []),
  ].join('');
  return {
    name: 'quirk.xlsx',
    bytes: workbookOf('', partsOf(rows, strings.map(escaped), habits, random)),
    options: title === undefined ? {} : { headerRow },
    firstRow,
  };
}

function writeCell(
  cell: QuirkCell,
  place: string,
  habits: Habits,
  random: Random,
  strings: string[],
): string {
  const { tag, hasReferences } = habits;
  const reference = hasReferences ? ` r="${place}"` : '';
  const written = cell.isFormula
    ? formulaCell(cell, reference, habits, random)
    : cell.number
      ? numberCell(cell.number, reference, habits)
      : textCell(cell.text, reference, habits, random, strings);
  switch (hasReferences ? random.int(400) : 9) {
    case 0:
      return tag('c', reference, tag('f', '', 'A1&amp;""'));
    case 1:
      return tag('c', `${reference} t="e"`, tag('v', '', '#REF!'));
    case 2:
      return written + tag('c', reference, tag('v', '', '5'));
    case 3:
      return `<o:c${reference}><o:v>666</o:v></o:c>${written}`;
    default:
      return written;
  }
}

function textCell(
  text: string,
  reference: string,
  { tag, isShared, hasEmptyCells }: Habits,
  random: Random,
  strings: string[],
): string {
  if (text === '' && hasEmptyCells)
    return (
      random.pick([tag('c', reference, ''), tag('c', `${reference} s="1"`, ''), '']) ||
      tag('c', reference, '')
    );
  if (isShared) {
    strings.push(text);
    const index = random.chance(0.002) ? 99_999 : strings.length - 1;
    return tag('c', `${reference} t="s"`, tag('v', '', String(index)));
  }
  // SheetJS writes a text as the result of no formula.
  if (random.chance(0.2)) return tag('c', `${reference} t="str"`, tag('v', '', escaped(text)));
  const run = (part: string): string => tag('t', ' xml:space="preserve"', escaped(part));
  const characters = [...text];
  const at = random.int(characters.length + 1);
  const [first, second] = [characters.slice(0, at).join(''), characters.slice(at).join('')];
  const inside = random.chance(0.2)
    ? tag('r', '', run(first)) +
      tag('r', '', tag('rPr', '', '') + run(second)) +
      tag('rPh', ' sb="0" eb="1"', tag('t', '', 'ピ'))
    : run(text);
  return tag('c', `${reference} t="inlineStr"`, tag('is', '', inside));
}

/** With its result; several cells may share one formula. */
function formulaCell(cell: QuirkCell, reference: string, { tag }: Habits, random: Random): string {
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(cell.text) && random.chance(0.5);
  const formula = random.pick([
    tag('f', '', 'A1'),
    tag('f', ' t="shared" ref="A2:A9" si="0"', 'A1'),
    tag('f', ' t="shared" si="0"', ''),
    tag('f', ' t="array" ref="A2"', 'A1'),
  ]);
  return tag(
    'c',
    reference + (isNumber ? '' : ' t="str"'),
    formula + tag('v', '', escaped(cell.text)),
  );
}

function numberCell(
  { value, format }: NonNullable<QuirkCell['number']>,
  reference: string,
  { tag, from1904, hasIsoDays }: Habits,
): string {
  if (format === 'date' && hasIsoDays)
    return tag('c', `${reference} t="d"`, tag('v', '', `${value}T00:00:00`));
  const start = day(from1904 ? '1904-01-01' : '1899-12-30');
  const number = format === 'date' ? String(daysBetween(start, day(value))) : value;
  const style = FORMATS.findIndex(([name]) => name === format);
  return tag('c', `${reference} s="${Math.max(0, style)}"`, tag('v', '', number));
}
