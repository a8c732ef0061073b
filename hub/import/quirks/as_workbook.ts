// A table as a workbook, written as different programs write them, sometimes damaged.
import { daysBetween, day } from '#shared/base/month.ts';
import { workbookOf } from '#hub/import/test_workbook.ts';
import type { QuirkFile } from './as_csv.ts';
import type { Random } from './random.ts';
import type { QuirkCell, QuirkTable } from './table.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const FORMATS = ['', 'date', '0000'];

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_');

const columnName = (index: number): string =>
  (index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '') +
  String.fromCharCode(65 + (index % 26));

export function asWorkbook(table: QuirkTable, random: Random): QuirkFile {
  const from1904 = random.chance(0.2);
  const prefix = random.chance(0.2) ? 'x:' : '';
  const isShared = random.chance(0.5);
  const hasReferences = random.chance(0.8);
  const strings: string[] = [];
  const tag = (name: string, attributes: string, inside: string): string =>
    `<${prefix}${name}${attributes}>${inside}</${prefix}${name}>`;

  const textCell = (text: string, reference: string): string => {
    if (!isShared)
      return tag(
        'c',
        `${reference} t="inlineStr"`,
        tag('is', '', tag('t', ' xml:space="preserve"', escaped(text))),
      );
    strings.push(text);
    const index = random.chance(0.002) ? 99_999 : strings.length - 1;
    return tag('c', `${reference} t="s"`, tag('v', '', String(index)));
  };
  const numberCell = (
    { value, format }: NonNullable<QuirkCell['number']>,
    reference: string,
  ): string => {
    const start = day(from1904 ? '1904-01-01' : '1899-12-30');
    const number = format === 'date' ? String(daysBetween(start, day(value))) : value;
    const style = Math.max(0, FORMATS.indexOf(format ?? ''));
    return tag('c', `${reference} s="${style}"`, tag('v', '', number));
  };
  const cellOf = (cell: QuirkCell, column: number, row: number): string => {
    const reference = hasReferences ? ` r="${columnName(column)}${row}"` : '';
    const written = cell.number
      ? numberCell(cell.number, reference)
      : textCell(cell.text, reference);
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
  };
  const { columns, meant, title, total } = table;
  const headerRow = title === undefined ? 1 : 2;
  const line = (row: number, cells: readonly QuirkCell[]): string =>
    tag(
      'row',
      hasReferences ? ` r="${row}"` : '',
      cells.map((cell, at) => cellOf(cell, at, row)).join(''),
    );
  const header = columns.map(({ header: text }) => ({ text }));
  const rows = [
    ...(title === undefined ? [] : [line(1, [{ text: title }])]),
    line(headerRow, header),
    ...meant.map((_, row) =>
      line(
        headerRow + 1 + row,
        columns.map(({ cells }) => cells[row] ?? { text: '' }),
      ),
    ),
    ...(total
      ? [
          line(
            headerRow + 1 + meant.length,
            total.map((text) => ({ text })),
          ),
        ]
      : []),
  ].join('');
  const spaces = `xmlns${prefix === '' ? '' : ':x'}="${MAIN}" xmlns:o="urn:other"`;
  const stringsPart = random.pick([
    'xl/sharedStrings.xml',
    'xl/SharedStrings.xml',
    'XL/sharedstrings.xml',
  ]);
  const bytes = workbookOf('', {
    'xl/worksheets/sheet1.xml': `<${prefix}worksheet ${spaces}>${tag('sheetData', '', rows)}</${prefix}worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}" xmlns:o="urn:other"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${random.chance(0.2) ? '<sheet name="旧" state="hidden" sheetId="9" r:id="rId9"/>' : ''}<sheet name="客户" sheetId="1" r:id="rId1"/></sheets><o:ext><o:workbookPr date1904="${from1904 ? 0 : 1}"/></o:ext></workbook>`,
    ...(isShared
      ? {
          [stringsPart]: `<sst xmlns="${MAIN}">${strings.map((text) => `<si>${random.chance(0.1) ? `<r><t xml:space="preserve">${escaped(text)}</t></r><rPh sb="0" eb="1"><t>ピ</t></rPh>` : `<t xml:space="preserve">${escaped(text)}</t>`}</si>`).join('')}</sst>`,
        }
      : {}),
  });
  return {
    name: 'quirk.xlsx',
    bytes,
    options: title === undefined ? {} : { headerRow },
    firstRow: headerRow + 1,
  };
}
