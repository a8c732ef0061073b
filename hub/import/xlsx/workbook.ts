// The parts of a workbook that its sheets refer to (ECMA-376 part 1, 18): sheet names, shared strings, formats of numbers.
import { posix } from 'node:path';
import type { DecimalMark } from '#hub/import/decimal.ts';
import {
  isDateFormat,
  hasOwnDigits,
  isPercentFormat,
  isTimeFormat,
  type Letters,
  lettersOfFormat,
  mayHide,
  type Part,
  placesOfFormat,
  zerosOfFormat,
} from './number_format.ts';
import { type XmlAttributes, type XmlEvent, readXml, visitXml, XmlBroken } from './xml.ts';
import { findPart, type Zip } from './zip.ts';

export type Sheet = {
  readonly name: string;
  /** Undefined: the workbook names a part that it does not hold. */
  readonly path: string | undefined;
  readonly isHidden: boolean;
};

export type Workbook = {
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[];
  /** Text of shared string number n. */
  readonly strings: readonly string[];
  /** Numbers of shared strings of which a part is struck through, raised or lowered. */
  readonly struckStrings: ReadonlySet<number>;
  /** Cell styles that strike their text through. */
  readonly struckStyles: ReadonlySet<number>;
  /** Cell styles that show a number as a day. */
  readonly dateStyles: ReadonlySet<number>;
  /** Cell styles that show a number as hours and minutes. */
  readonly timeStyles: ReadonlySet<number>;
  /** Cell styles that show a number with leading zeros: how many digits at least. */
  readonly zeroStyles: ReadonlyMap<number, number>;
  readonly percentStyles: ReadonlySet<number>;
  /** Cell styles of whose format a number's text says all. */
  readonly plainStyles: ReadonlySet<number>;
  /** Cell styles that show letters or the sign of a currency beside a number. */
  readonly letterStyles: ReadonlyMap<number, Letters>;
  /** Cell styles that write digits beside a number which are not its own. */
  readonly digitStyles: ReadonlySet<number>;
  /** Cell styles that write marks between the digits: `0000-00`. */
  readonly placeStyles: ReadonlyMap<number, readonly Part[]>;
  /** Cell styles that the workbook tells of. */
  readonly styleCount: number;
  /** Cell styles that do not show all that may stand in a cell, and their format. */
  readonly unseenStyles: ReadonlyMap<number, string>;
  /** Old Macintosh workbooks count days from 1904. */
  readonly from1904: boolean;
  /** The program that wrote it left formulas to be calculated by who opens it. */
  readonly isUncalculated: boolean;
};

/** `decimal`: what parts the fraction of numbers in the text of their cells. */
export type ReadableWorkbook = Workbook & { readonly decimal: DecimalMark };

export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const [main] = await readReferences(zip, '');
  const path = main?.get('officeDocument') ?? 'xl/workbook.xml';
  const [byType, byId] = await readReferences(zip, path);
  const sheets: Sheet[] = [];
  let from1904 = false;
  let isUncalculated = false;
  await visit(zip, path, (event) => {
    if (event.type !== 'open') return;
    const { name, attributes } = event;
    if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
    if (name === 'calcPr') isUncalculated = isTrue(attributes['fullCalcOnLoad']);
    if (name !== 'sheet') return;
    if (sheets.length >= MOST_PARTS) throw new XmlBroken('more sheets than anybody has');
    const target = byId.get(attributes['r:id'] ?? '');
    // A sheet that holds a chart alone is no table.
    if (target && target.type !== 'worksheet') return;
    sheets.push({
      name: attributes['name'] ?? '',
      path: target && findPart(zip, target.path) ? target.path : undefined,
      isHidden: /hidden/i.test(attributes['state'] ?? ''),
    });
  });
  const strings = byType.get('sharedStrings') ?? 'xl/sharedStrings.xml';
  const styles = byType.get('styles') ?? 'xl/styles.xml';
  return {
    sheets,
    ...(await readStrings(zip, strings)),
    ...(await readStyles(zip, styles)),
    from1904,
    isUncalculated,
  };
}

async function visit(zip: Zip, path: string, see: (event: XmlEvent) => void): Promise<void> {
  const entry = findPart(zip, path);
  if (!entry) return;
  for await (const events of readXml(entry.read())) events.forEach(see);
}

/** Sheets, and references of one part to others. */
const MOST_PARTS = 20_000;

type Target = { readonly type: string; readonly path: string };

/** What a part refers to, by type and by id; of the package itself when `part` is empty. */
async function readReferences(
  zip: Zip,
  part: string,
): Promise<readonly [ReadonlyMap<string, string>, ReadonlyMap<string, Target>]> {
  const byType = new Map<string, string>();
  const byId = new Map<string, Target>();
  const folder = posix.dirname(part);
  const base = posix.basename(part);
  await visit(zip, posix.join(folder, '_rels', `${base}.rels`), (event) => {
    if (event.type !== 'open' || event.name !== 'Relationship') return;
    const { Id = '', Type = '', Target: target = '', TargetMode = '' } = event.attributes;
    if (TargetMode === 'External') return;
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    const type = Type.slice(Type.lastIndexOf('/') + 1);
    byType.set(type, path);
    byId.set(Id, { type, path });
    if (byId.size > MOST_PARTS) throw new XmlBroken('more parts than anybody has');
  });
  return [byType, byId];
}

export const isTrue = (text: string | undefined): boolean => /^(?:1|true|on)$/i.test(text ?? '');

/** What Excel allows in one cell; and bounds of what fits into memory beside everything else. */
export const LONGEST_STRING = 32_767;
const MOST_STRINGS = 4_000_000;
const MOST_CHARACTERS = 100_000_000;
/** Texts that repeat pack well, but not so well as this: more of them to a packed byte are made to fill the memory. */
const MOST_TO_A_BYTE = 3;
const FREE_STRINGS = 300_000;

/** Runs of formatted text are joined; phonetic guides (rPh) are no part of the text. */
async function readStrings(
  zip: Zip,
  path: string,
): Promise<Pick<Workbook, 'strings' | 'struckStrings'>> {
  const strings: string[] = [];
  const struckStrings = new Set<number>();
  const entry = findPart(zip, path);
  if (!entry) return { strings, struckStrings };
  const most = Math.min(MOST_STRINGS, Math.max(FREE_STRINGS, entry.packed * MOST_TO_A_BYTE));
  let characters = 0;
  let text = '';
  let before = 0;
  let inText = false;
  let inGuide = false;
  const reading = visitXml(entry.read(), {
    open(name, attributes) {
      if (name === 'si') text = '';
      else if (isMarked(name, attributes)) struckStrings.add(strings.length);
      else if (name === 'rPh') inGuide = true;
      else if (name === 't') {
        inText = true;
        before = text.length;
      }
    },
    text(run) {
      if (!inText || inGuide) return;
      text += run;
      if (text.length > LONGEST_STRING)
        throw new XmlBroken('a text of more than 32,767 characters');
    },
    close(name) {
      if (name === 'rPh') inGuide = false;
      else if (name === 't') {
        inText = false;
        // Each run was escaped by itself.
        if (!inGuide) text = text.slice(0, before) + unescapeText(text.slice(before));
      } else if (name === 'si') {
        characters += text.length;
        if (strings.length >= most || characters > MOST_CHARACTERS)
          throw new XmlBroken('more text than fits into memory: save the sheet as CSV');
        strings.push(text);
      }
    },
  });
  for await (const _ of reading);
  return { strings, struckStrings };
}

/** A run that is struck through, raised or lowered: `5²` is no 52. */
export const isMarked = (name: string, attributes: XmlAttributes): boolean =>
  (name === 'strike' && isStruck(attributes['val'])) ||
  (name === 'vertAlign' && attributes['val'] !== 'baseline');

/** Left out, it is. */
const isStruck = (value: string | undefined): boolean => isTrue(value ?? '1');

/** Control characters stand as `_x000D_` in SpreadsheetML. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

/** Excel holds 65,490. */
const MOST_STYLES = 100_000;
const TOO_MANY_FORMATS = 'more formats than a spreadsheet can hold';

/** Built-in: `0%` and `0.00%`. */
const PERCENT_FORMATS: ReadonlySet<number> = new Set([9, 10]);

async function readStyles(
  zip: Zip,
  path: string,
): Promise<
  Pick<
    Workbook,
    | `${'struck' | 'date' | 'time' | 'zero' | 'percent' | 'plain' | 'letter' | 'digit' | 'place' | 'unseen'}Styles`
    | 'styleCount'
  >
> {
  const codes = new Map<number, string>();
  const struckFonts = new Set<string>();
  const struckStyles = new Set<number>();
  const dateStyles = new Set<number>();
  const timeStyles = new Set<number>();
  const zeroStyles = new Map<number, number>();
  const percentStyles = new Set<number>();
  const plainStyles = new Set<number>();
  const letterStyles = new Map<number, Letters>();
  const digitStyles = new Set<number>();
  const placeStyles = new Map<number, readonly Part[]>();
  const unseenStyles = new Map<number, string>();
  let list = '';
  let style = 0;
  let font = -1;
  await visit(zip, path, (event) => {
    if (event.type === 'text') return;
    const { name } = event;
    if (name === 'numFmts' || name === 'fonts' || name === 'cellXfs')
      list = event.type === 'open' ? name : '';
    if (event.type !== 'open') return;
    if (name === 'numFmt' && list === 'numFmts')
      codes.set(Number(event.attributes['numFmtId']), event.attributes['formatCode'] ?? '');
    if (codes.size > MOST_STYLES) throw new XmlBroken(TOO_MANY_FORMATS);
    if (list === 'fonts' && name === 'font') font += 1;
    if (list === 'fonts' && name === 'strike' && isStruck(event.attributes['val']))
      struckFonts.add(String(font));
    if (name !== 'xf' || list !== 'cellXfs') return;
    if (struckFonts.has(event.attributes['fontId'] ?? '0')) struckStyles.add(style);
    const format = Number(event.attributes['numFmtId'] ?? '0');
    const code = codes.get(format);
    const isDate = isDateFormat(format, code);
    const isTime = isTimeFormat(format, code);
    if (isDate) dateStyles.add(style);
    if (isTime) timeStyles.add(style);
    const zeros = code === undefined ? 0 : zerosOfFormat(code);
    if (zeros > 1) zeroStyles.set(style, zeros);
    const isPercent = code === undefined ? PERCENT_FORMATS.has(format) : isPercentFormat(code);
    if (isPercent) percentStyles.add(style);
    const letters = code === undefined ? undefined : lettersOfFormat(code);
    if (letters) letterStyles.set(style, letters);
    const hasDigits = code !== undefined && !isDate && !isTime && hasOwnDigits(code);
    if (hasDigits) digitStyles.add(style);
    const places = code === undefined || isDate || isTime ? undefined : placesOfFormat(code);
    if (places) placeStyles.set(style, places);
    const unseen = code !== undefined && mayHide(code);
    if (unseen) unseenStyles.set(style, code);
    const isOther = isDate || isTime || isPercent || zeros > 1 || hasDigits;
    if (!isOther && !letters && !places && !unseen) plainStyles.add(style);
    style += 1;
    if (style > MOST_STYLES) throw new XmlBroken(TOO_MANY_FORMATS);
  });
  return {
    struckStyles,
    dateStyles,
    timeStyles,
    zeroStyles,
    percentStyles,
    plainStyles,
    letterStyles,
    digitStyles,
    placeStyles,
    unseenStyles,
    styleCount: style,
  };
}
