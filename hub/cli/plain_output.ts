// What commands print holds names and words that came from branches: none of it drives the terminal of who reads it.
import { plainLines } from '#shared/base/one_line.ts';

type Stream = Pick<NodeJS.WriteStream, 'write'>;

/** @param own a sequence that this program prints itself, for its bar; '' for none */
export function keepPlain(stream: Stream, own = ''): void {
  const write = stream.write.bind(stream) as (...all: readonly unknown[]) => boolean;
  stream.write = ((chunk: string | Uint8Array, ...more: readonly unknown[]) => {
    if (typeof chunk !== 'string') return write(chunk, ...more);
    const isOwn = own !== '' && chunk.startsWith(own);
    return write((isOwn ? own : '') + plainLines(isOwn ? chunk.slice(own.length) : chunk), ...more);
  }) as NodeJS.WriteStream['write'];
}
