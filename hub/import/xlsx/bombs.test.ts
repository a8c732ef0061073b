// Small workbooks that are made to fill the memory of who reads them: refused before they do.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeImportError } from '#hub/import/errors.ts';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { namedMap, readFileAs } from '#hub/import/test_reading.ts';
import { textCell, workbookOf } from '#hub/import/test_workbook.ts';

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ROWS = `<row>${textCell('账号')}</row><row>${textCell('A1')}</row>`;
const sheet = (inside: string): string => `<worksheet xmlns="${MAIN}">${inside}</worksheet>`;
const styles = (inside: string): string => `<styleSheet xmlns="${MAIN}">${inside}</styleSheet>`;
const many = (times: number, one: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => one(at)).join('');

test.each([
  [
    'elements inside elements',
    'xl/worksheets/sheet1.xml',
    sheet(`<sheetData>${'<row>'.repeat(300)}`),
    '256 deep',
  ],
  [
    'foreign elements inside each other, each with a namespace',
    'xl/worksheets/sheet1.xml',
    sheet('<a xmlns="q">'.repeat(300)),
    '256 deep',
  ],
  [
    'a definition of entities that goes on',
    'xl/worksheets/sheet1.xml',
    `<!DOCTYPE a [${'<!ENTITY a "x">'.repeat(20_000)}]>${sheet('')}`,
    'no element where it should begin',
  ],
  [
    'texts without number',
    'xl/sharedStrings.xml',
    `<sst xmlns="${MAIN}">${'<si><t>abcdefgh</t></si>'.repeat(300_001)}</sst>`,
    'more text than fits',
  ],
  [
    'formats without number',
    'xl/styles.xml',
    styles(`<numFmts>${many(100_002, (at) => `<numFmt numFmtId="${at}"/>`)}</numFmts>`),
    'more formats',
  ],
  [
    'sheets without number',
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${'<sheet name="a" r:id="rId1"/>'.repeat(20_001)}</sheets></workbook>`,
    'more sheets',
  ],
  [
    'references without number',
    'xl/_rels/workbook.xml.rels',
    `<Relationships>${many(20_001, (at) => `<Relationship Id="r${at}"/>`)}</Relationships>`,
    'more parts',
  ],
])('%s', async (_, part, content, expected) => {
  const path = await files.write('bomb.xlsx', workbookOf(ROWS, { [part]: content }));
  const result = await readFileAs(path, await namedMap('customers'));
  expect('type' in result ? describeImportError(result).en : 'read').toContain(expected);
});
