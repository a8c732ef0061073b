// How one program or another writes the parts of a workbook around its cells.
import type { Parts } from '#hub/import/test_workbook.ts';
import type { Random } from './random.ts';
import type { NumberFormat } from './cell.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** ISO/IEC 29500 Strict, as Excel saves on demand. */
const STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** By the place of the style. */
export const FORMATS: readonly (readonly [name: NumberFormat | undefined, code: string])[] = [
  [undefined, 'General'],
  ['date', 'yyyy/m/d'],
  ['0000', '0000'],
  ['percent', '0.00%'],
  ['accounting', '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '],
  ['dollars', '[$$-409]#,##0.00'],
  ['literal', '0.00"元"'],
];

export type Habits = {
  readonly from1904: boolean;
  readonly isStrict: boolean;
  readonly isShared: boolean;
  readonly hasReferences: boolean;
  /** A cell without a value is written all the same. */
  readonly hasEmptyCells: boolean;
  /** Days as `t="d"`. */
  readonly hasIsoDays: boolean;
  readonly tag: (name: string, attributes: string, inside: string) => string;
  readonly prefix: '' | 'x:';
};

export function chooseHabits(random: Random): Habits {
  const prefix = random.chance(0.2) ? 'x:' : '';
  const isStrict = random.chance(0.1);
  return {
    from1904: random.chance(0.2),
    isStrict,
    isShared: random.chance(0.5),
    hasReferences: random.chance(0.8),
    hasEmptyCells: random.chance(0.5),
    hasIsoDays: isStrict && random.chance(0.5),
    prefix,
    tag: (name, attributes, inside) =>
      inside === ''
        ? `<${prefix}${name}${attributes}/>`
        : `<${prefix}${name}${attributes}>${inside}</${prefix}${name}>`,
  };
}

/**
 * The parts that replace the usual ones.
 * @param strings shared strings, escaped
 */
export function partsOf(
  rows: string,
  strings: readonly string[],
  habits: Habits,
  random: Random,
): Parts {
  const { prefix, tag, from1904, isStrict, isShared } = habits;
  const main = isStrict ? STRICT_MAIN : MAIN;
  const office = isStrict ? STRICT_OFFICE : OFFICE;
  const spaces = `xmlns${prefix === '' ? '' : ':x'}="${main}" xmlns:r="${office}" xmlns:o="urn:other"`;
  const [stringsPart, stringsTarget] = random.pick<readonly [part: string, target: string]>([
    ['xl/sharedStrings.xml', 'sharedStrings.xml'],
    ['xl/SharedStrings.xml', 'sharedStrings.xml'],
    ['XL/sharedstrings.xml', '/xl/sharedStrings.xml'],
  ]);
  const sheetTarget = random.pick([
    'worksheets/sheet1.xml',
    '/xl/worksheets/sheet1.xml',
    './worksheets/Sheet1.xml',
  ]);
  const start = random.pick([
    '',
    '\uFEFF',
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<?xml version="1.0" encoding="utf-8"?>',
  ]);
  const hidden = random.pick(['hidden', 'veryHidden']);
  return {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="${random.pick(['xl/workbook.xml', '/xl/workbook.xml'])}"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${office}/worksheet" Target="${sheetTarget}"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="${stringsTarget}"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${start}<${prefix}worksheet ${spaces}>${aroundRows(tag('sheetData', '', rows), habits, random)}</${prefix}worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${FORMATS.map(([, code], at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${FORMATS.map((_, at) => `<xf numFmtId="${at === 0 ? 0 : 164 + at}" quotePrefix="1"/>`).join('')}</cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs></styleSheet>`,
    'xl/workbook.xml': `${start}<workbook xmlns="${main}" xmlns:r="${office}" xmlns:o="urn:other"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${random.chance(0.2) ? `<sheet name="旧" state="${hidden}" sheetId="9" r:id="rId9"/>` : ''}<sheet name="客户" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">客户!$A$1:$B$2</definedName></definedNames><o:ext><o:workbookPr date1904="${from1904 ? 0 : 1}"/></o:ext></workbook>`,
    ...(isShared
      ? {
          [stringsPart]: `${start}<sst xmlns="${main}" count="1" uniqueCount="1">${strings.map((text) => `<si>${sharedText(text, random)}</si>`).join('')}</sst>`,
        }
      : {}),
  };
}

/** Plain, in CDATA, or as a run with a phonetic guide. */
function sharedText(text: string, random: Random): string {
  if (random.chance(0.1))
    return `<r><rPr><b/></rPr><t xml:space="preserve">${text}</t></r><rPh sb="0" eb="1"><t>ピ</t></rPh><phoneticPr fontId="1"/>`;
  return random.chance(0.05) && !/[&<]|]]>/.test(text)
    ? `<t><![CDATA[${text}]]></t>`
    : `<t xml:space="preserve">${text}</t>`;
}

/** What stands before and behind the rows: columns that are hidden, filters, merged titles, checks, comments, tables. */
function aroundRows(rows: string, { tag }: Habits, random: Random): string {
  const before = [
    tag('sheetPr', '', tag('pageSetUpPr', ' fitToPage="1"', '')),
    tag('dimension', ' ref="A1"', ''),
    tag('sheetViews', '', tag('sheetView', ' workbookViewId="0" rightToLeft="1"', '')),
    tag('cols', '', tag('col', ' min="2" max="3" hidden="1" width="9"', '')),
  ];
  const behind = [
    tag('autoFilter', ' ref="A1:C9"', tag('filterColumn', ' colId="0"', '')),
    tag('mergeCells', ' count="1"', tag('mergeCell', ' ref="A1:C1"', '')),
    tag(
      'conditionalFormatting',
      ' sqref="A1"',
      tag('cfRule', ' type="expression" priority="1"', tag('formula', '', 'A1=1')),
    ),
    tag(
      'dataValidations',
      ' count="1"',
      tag('dataValidation', ' sqref="B2"', tag('formula1', '', '"是,否"')),
    ),
    tag('legacyDrawing', ' r:id="rId5"', ''),
    tag('tableParts', ' count="1"', tag('tablePart', ' r:id="rId6"', '')),
    tag(
      'extLst',
      '',
      tag(
        'ext',
        '',
        '<o:sheetData><o:row r="1"><o:c r="A1"><o:v>9</o:v></o:c></o:row></o:sheetData>',
      ),
    ),
  ];
  const some = (parts: readonly string[]): string =>
    parts.filter(() => random.chance(0.4)).join('');
  return some(before) + rows + some(behind);
}
