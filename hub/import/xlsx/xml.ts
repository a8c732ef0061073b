// XML as a stream of events. Characters that lie across two chunks stay whole.
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

/** Events of one chunk at a time. Names come without their prefix: `x:row` is `row`. @throws XmlBroken */
export async function* readXml(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly XmlEvent[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  parser.on('error', (error) => {
    throw new XmlBroken(error.message);
  });
  parser.on('opentag', ({ name, attributes }) =>
    events.push({
      type: 'open',
      name: localName(name),
      attributes: attributes as Record<string, string>,
    }),
  );
  parser.on('text', (text) => events.push({ type: 'text', text }));
  parser.on('cdata', (text) => events.push({ type: 'text', text }));
  parser.on('closetag', ({ name }) => events.push({ type: 'close', name: localName(name) }));
  for await (const chunk of chunks) {
    parser.write(decode(decoder, chunk));
    if (events.length > 0) yield events;
    events = [];
  }
  parser.close();
  if (events.length > 0) yield events;
}

function decode(decoder: TextDecoder, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new XmlBroken('it is not UTF-8');
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
