// The parts of a workbook that its sheets refer to (ECMA-376 part 1, 18): sheet names, shared strings, date formats.
import { type XmlEvent, readXml } from './xml.ts';
import type { ZipEntry } from './zip.ts';

export type Workbook = {
  /** In the order of the tabs. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  /** Text of shared string number n. */
  readonly strings: readonly string[];
  /** Cell styles that show a number as a day. */
  readonly dateStyles: ReadonlySet<number>;
  /** Old Macintosh workbooks count days from 1904. */
  readonly from1904: boolean;
};

type Zip = ReadonlyMap<string, ZipEntry>;

export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const targets = new Map<string, string>();
  await visit(zip, 'xl/_rels/workbook.xml.rels', (event) => {
    if (event.type !== 'open' || event.name !== 'Relationship') return;
    targets.set(event.attributes['Id'] ?? '', absolutePath(event.attributes['Target'] ?? ''));
  });
  const sheets: { name: string; path: string }[] = [];
  let from1904 = false;
  await visit(zip, 'xl/workbook.xml', (event) => {
    if (event.type !== 'open') return;
    if (event.name === 'workbookPr') from1904 = isTrue(event.attributes['date1904']);
    if (event.name !== 'sheet') return;
    const id = Object.entries(event.attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    const path = targets.get(id);
    if (path !== undefined && zip.has(path))
      sheets.push({ name: event.attributes['name'] ?? '', path });
  });
  return {
    sheets,
    strings: await readStrings(zip),
    dateStyles: await readDateStyles(zip),
    from1904,
  };
}

async function visit(zip: Zip, path: string, see: (event: XmlEvent) => void): Promise<void> {
  const entry = zip.get(path);
  if (!entry) return;
  for await (const events of readXml(entry.read())) events.forEach(see);
}

/** Targets stand relative to xl/, or from the root with a slash. */
const absolutePath = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Runs of formatted text are joined; phonetic guides (rPh) are no part of the text. */
async function readStrings(zip: Zip): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inGuide = false;
  await visit(zip, 'xl/sharedStrings.xml', (event) => {
    if (event.type === 'text') {
      if (inText && !inGuide) text += event.text;
      return;
    }
    const opens = event.type === 'open';
    if (event.name === 't') inText = opens;
    if (event.name === 'rPh') inGuide = opens;
    if (event.name !== 'si') return;
    if (opens) text = '';
    else strings.push(unescapeText(text));
  });
  return strings;
}

/** Control characters stand as `_x000D_` in SpreadsheetML. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

async function readDateStyles(zip: Zip): Promise<ReadonlySet<number>> {
  const custom = new Map<number, string>();
  const dates = new Set<number>();
  let inCells = false;
  let style = 0;
  await visit(zip, 'xl/styles.xml', (event) => {
    if (event.type === 'text') return;
    if (event.name === 'cellXfs') inCells = event.type === 'open';
    if (event.type !== 'open') return;
    if (event.name === 'numFmt') {
      custom.set(Number(event.attributes['numFmtId']), event.attributes['formatCode'] ?? '');
    }
    if (event.name !== 'xf' || !inCells) return;
    const format = Number(event.attributes['numFmtId'] ?? '0');
    if (isDateFormat(format, custom.get(format))) dates.add(style);
    style += 1;
  });
  return dates;
}

/** Built-in formats 14 to 17 and 22 are days, 27 to 36 and 50 to 58 those of East Asia; others are told by their letters. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code !== undefined) {
    const letters = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
    return /[yd]/i.test(letters) && !/general/i.test(letters);
  }
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}
