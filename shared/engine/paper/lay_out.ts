// A paper in the lines of an 80 mm slip: what is previewed is what is printed.
import type { Paper, PaperBlock, SlipLine } from '#shared/model/paper.ts';
import { centred, PAPER_COLUMNS, pairLines, printable, wrap } from './columns.ts';

export const LARGE_COLUMNS = PAPER_COLUMNS / 2;

export const layOut = (paper: Paper): readonly SlipLine[] => paper.flatMap(linesOf);

function linesOf(block: PaperBlock): readonly SlipLine[] {
  switch (block.kind) {
    case 'title':
      return middle(block.text, LARGE_COLUMNS).map((text) => ({
        kind: 'text',
        text,
        look: 'large',
      }));
    case 'centre':
      return middle(block.text, PAPER_COLUMNS).map(plain);
    case 'text': {
      const look = block.isStrong ? 'strong' : 'plain';
      return wrap(block.text, PAPER_COLUMNS).map((text) => ({ kind: 'text', text, look }));
    }
    case 'pair':
      return pairLines(block.term, block.value, PAPER_COLUMNS).map(plain);
    case 'rule':
      return [plain('-'.repeat(PAPER_COLUMNS))];
    case 'qr':
      return [
        { kind: 'qr', content: printable(block.content) },
        ...middle(block.caption, PAPER_COLUMNS).map(plain),
      ];
  }
}

const plain = (text: string): SlipLine => ({ kind: 'text', text, look: 'plain' });

const middle = (text: string, columns: number): readonly string[] =>
  wrap(text, columns).map((line) => centred(line, columns));
