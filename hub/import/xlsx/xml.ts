// XML as a stream of events, names understood by namespace. Characters that lie across two chunks stay whole.
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';

export type XmlEvent =
  | {
      readonly type: 'open';
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'close'; readonly name: string };

export class XmlBroken extends Error {
  override readonly name = 'XmlBroken';
}

/** Deeper than any element of a workbook. */
const DEEPEST = 256;
/** Characters before the first element: a definition of entities that goes on and on is kept whole by the parser. */
const LONGEST_PROLOG = 1 << 16;

const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlVisitor {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Events of one chunk at a time, as `visitXml` tells them. @throws XmlBroken */
export async function* readXml(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly XmlEvent[]> {
  let events: XmlEvent[] = [];
  const read = visitXml(chunks, {
    open: (name, attributes) => events.push({ type: 'open', name, attributes }),
    text: (text) => events.push({ type: 'text', text }),
    close: (name) => events.push({ type: 'close', name }),
  });
  for await (const _ of read) {
    if (events.length > 0) yield events;
    events = [];
  }
}

/**
 * Yields after each chunk. Names come without their prefix (`x:row` is `row`) and are those of the root's namespace:
 * elements of another one are left out with all they hold, for an extension may use the same names for other things.
 * Attributes keep their prefix, but a reference to another part is always `r:id`. @throws XmlBroken
 */
export async function* visitXml(
  chunks: AsyncIterable<Buffer>,
  visitor: XmlVisitor,
): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const scope = createScope();
  parser.on('error', (error) => {
    throw new XmlBroken(error.message);
  });
  // Cells have none; going through the attributes of each costs a tenth of the time.
  let hasSpaces = false;
  parser.on('attribute', ({ name }) => {
    hasSpaces ||= name.includes(':') || name === 'xmlns';
  });
  let depth = 0;
  let hasRoot = false;
  parser.on('opentag', (tag) => {
    hasRoot = true;
    depth += 1;
    if (depth > DEEPEST) throw new XmlBroken(`elements inside elements, ${DEEPEST} deep`);
    const attributes = scope.open(tag.name, tag.attributes as Record<string, string>, hasSpaces);
    hasSpaces = false;
    if (attributes) visitor.open(localName(tag.name), attributes);
  });
  const addText = (text: string): void => {
    if (scope.isOurs()) visitor.text(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (scope.close()) visitor.close(localName(name));
  });
  let decoder: TextDecoder | undefined;
  let prolog = 0;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const text = decode(decoder, chunk);
    prolog += hasRoot ? 0 : text.length;
    parser.write(text);
    if (!hasRoot && prolog > LONGEST_PROLOG)
      throw new XmlBroken('no element where it should begin');
    yield;
  }
  parser.close();
  yield;
}

interface Scope {
  /** The element's attributes; undefined when it is none of ours. */
  readonly open: (
    name: string,
    attributes: Record<string, string>,
    /** Some of these have a prefix or are `xmlns`. */
    hasSpaces: boolean,
  ) => Readonly<Record<string, string>> | undefined;
  /** True when what closes is ours. */
  readonly close: () => boolean;
  readonly isOurs: () => boolean;
}

function createScope(): Scope {
  type Prefixes = ReadonlyMap<string, string>;
  let prefixes: Prefixes = new Map();
  /** Of names without a prefix, which nearly all are. */
  let plain = '';
  const outer: { readonly depth: number; readonly prefixes: Prefixes }[] = [];
  let depth = 0;
  let root: string | undefined;
  /** Depths of the wrappers for other readers, whose content counts as that of their parent. */
  const wrappers: number[] = [];
  let foreign = 0;
  const leave = (): void => {
    if (outer.at(-1)?.depth === depth) {
      prefixes = outer.pop()?.prefixes ?? prefixes;
      plain = prefixes.get('') ?? '';
    }
    depth -= 1;
  };
  return {
    isOurs: () => foreign === 0,
    open(name, attributes, hasSpaces) {
      depth += 1;
      for (const key of hasSpaces ? Object.keys(attributes) : []) {
        if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue;
        if (outer.at(-1)?.depth !== depth) outer.push({ depth, prefixes });
        prefixes = new Map([...prefixes, [key.slice('xmlns:'.length), attributes[key] ?? '']]);
        plain = prefixes.get('') ?? '';
      }
      if (foreign > 0) {
        foreign += 1;
        return undefined;
      }
      const space = name.includes(':') ? (prefixes.get(prefixOf(name)) ?? '') : plain;
      root ??= space;
      if (space === root) return hasSpaces ? withReferences(attributes, prefixes) : attributes;
      // Of the ways to say one thing to old and new readers, the one for all is read.
      const local = localName(name);
      if (space === COMPATIBILITY && (local === 'AlternateContent' || local === 'Fallback'))
        wrappers.push(depth);
      else foreign = 1;
      return undefined;
    },
    close() {
      const wasForeign = foreign > 0;
      const wasWrapper = !wasForeign && wrappers.at(-1) === depth;
      if (wasForeign) foreign -= 1;
      if (wasWrapper) wrappers.pop();
      leave();
      return !wasForeign && !wasWrapper;
    },
  };
}

function withReferences(
  attributes: Readonly<Record<string, string>>,
  prefixes: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const reference = Object.entries(attributes).find(
    ([name]) =>
      name.endsWith(':id') && prefixes.get(prefixOf(name))?.endsWith('/relationships') === true,
  );
  return reference ? { ...attributes, 'r:id': reference[1] } : attributes;
}

function encodingOf(chunk: Buffer): string {
  const mark = chunk.subarray(0, 2).toString('hex');
  if (mark === 'feff') return 'utf-16be';
  return mark === 'fffe' ? 'utf-16le' : 'utf-8';
}

function decode(decoder: TextDecoder, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new XmlBroken(`it is not ${decoder.encoding.toUpperCase()}`);
  }
}

/** The default namespace stands under the empty prefix. */
const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')));
const localName = (name: string): string =>
  name.includes(':') ? name.slice(name.indexOf(':') + 1) : name;
