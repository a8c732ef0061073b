import { expect, it } from 'vitest';
import { keepPlain } from './plain_output.ts';
import { CLEAR_LINE } from './progress.ts';

function written(own: string, ...chunks: readonly (string | Uint8Array)[]): readonly unknown[] {
  const all: unknown[] = [];
  const stream = {
    write: (chunk: unknown) => {
      all.push(chunk);
      return true;
    },
  };
  keepPlain(stream as never, own);
  for (const chunk of chunks) stream.write(chunk);
  return all;
}

it('drives no terminal by what it prints, but for its own bar', () => {
  const odd = `B-01 \u001b[1A${CLEAR_LINE}gone\n`;
  const bytes = Uint8Array.of(27);
  expect(written('', odd, bytes)).toEqual(['B-01 �[1A��[Kgone\n', bytes]);
  expect(written(CLEAR_LINE, `${CLEAR_LINE}[##] \u001b[5m\n`, odd)).toEqual([
    `${CLEAR_LINE}[##] �[5m\n`,
    'B-01 �[1A��[Kgone\n',
  ]);
});
